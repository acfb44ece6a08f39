// Takes in what a source found: the same paper is recognised whoever tells of it, told twice it
// changes nothing, and values that cannot be are not kept.
import type { Db } from "../db/connect.ts";
import type { FoundPaper, FoundSignal } from "../sources/source.ts";
import { isChanged, mergePaper } from "./merge-paper.ts";
import { insertObservations, type Observation } from "./observation-store.ts";
import { type Paper, titleKey } from "./paper.ts";
import { createPaperIndex, type PaperIndex } from "./paper-index.ts";
import { findPapersByNames, lockPapers, reservePaperIds, savePapers } from "./paper-store.ts";

export interface ImportCounts {
  /** Papers told of. */
  papers: number;
  /** Of these, papers not known before. */
  added: number;
  /** Observations not known before. */
  observations: number;
}

const CHUNK = 500;
/** Clocks differ: a source's instant this much ahead of ours is still believed. */
const CLOCK_SLACK = 60_000;

const known = (values: (string | null)[]) => values.filter((value) => value !== null);

async function openIndex(tx: Db, found: readonly FoundPaper[]): Promise<PaperIndex> {
  const stored = await findPapersByNames(tx, {
    arxivIds: known(found.map((paper) => paper.arxivId)),
    dois: known(found.map((paper) => paper.doi)),
    titleKeys: found.map((paper) => titleKey(paper.title)),
  });
  return createPaperIndex(stored);
}

function isBelievable({ value, observedAt }: FoundSignal, now: Date): boolean {
  return (
    Number.isFinite(value) && value >= 0 && observedAt.getTime() <= now.getTime() + CLOCK_SLACK
  );
}

/** Entries of one chunk in their order, each with the paper it turned out to be. */
function resolve(index: PaperIndex, source: string, found: readonly FoundPaper[], now: Date) {
  return found.map((entry) => {
    const match = index.match(entry);
    const merged = mergePaper(
      match?.paper ?? null,
      index.withoutForeignNames(entry, match),
      source,
      now,
    );
    return { entry, draft: index.put(match, merged) };
  });
}

async function importChunk(
  tx: Db,
  source: string,
  found: readonly FoundPaper[],
  now: Date,
): Promise<ImportCounts> {
  await lockPapers(tx);
  const index = await openIndex(tx, found);
  const resolved = resolve(index, source, found, now);
  const drafts = index.drafts();
  const added = drafts.filter((draft) => draft.before === null);
  const ids = await reservePaperIds(tx, added.length);
  added.forEach((draft, i) => {
    draft.paper = { ...draft.paper, id: ids[i] as number };
  });
  const changed: Paper[] = drafts.filter((d) => isChanged(d.before, d.paper)).map((d) => d.paper);
  await savePapers(tx, changed);
  const observations = resolved.flatMap(({ entry, draft }) =>
    entry.signals
      .filter((signal) => isBelievable(signal, now))
      .map((signal): Observation => ({ paperId: draft.paper.id, ...signal })),
  );
  return {
    papers: found.length,
    added: added.length,
    observations: await insertObservations(tx, observations),
  };
}

/**
 * Stores papers and observations, in transactions of 500 papers under a lock, so that two imports at
 * once make one paper of the same paper too. Entries without a title are left out.
 */
export async function importPapers(
  { db, now }: { db: Db; now: Date },
  source: string,
  found: readonly FoundPaper[],
): Promise<ImportCounts> {
  const titled = found.filter((paper) => paper.title !== "");
  const total: ImportCounts = { papers: 0, added: 0, observations: 0 };
  for (let start = 0; start < titled.length; start += CHUNK) {
    const chunk = titled.slice(start, start + CHUNK);
    const counts = await db.transaction((tx) => importChunk(tx, source, chunk, now));
    total.papers += counts.papers;
    total.added += counts.added;
    total.observations += counts.observations;
  }
  return total;
}
