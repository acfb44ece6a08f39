// Takes in what a source found: the same paper is recognised whoever tells of it, told twice it
// changes nothing, and values that cannot be are not kept.
import type { Db } from "../db/connect.ts";
import type { FoundPaper, FoundSignal } from "../sources/source.ts";
import { joinPapers } from "./join-papers.ts";
import { isChanged, mergePaper } from "./merge-paper.ts";
import { insertObservations, type Observation } from "./observation-store.ts";
import { titleKey } from "./paper.ts";
import { createPaperIndex, type Draft, type PaperIndex } from "./paper-index.ts";
import { findPapersByNames, lockPapers, reservePaperIds, savePapers } from "./paper-store.ts";

export interface ImportCounts {
  /** Papers told of, and counts of papers that are known. */
  papers: number;
  /** Of these, papers not known before. */
  added: number;
  /** Observations not known before. */
  observations: number;
  /** Counts that cannot be: negative, no number, of the future. */
  refused: number;
}

const CHUNK = 500;
/** Clocks differ: a source's instant this much ahead of ours is still believed. */
const CLOCK_SLACK = 60_000;

interface Resolved {
  entry: FoundPaper;
  draft: Draft;
  /** Another paper that the entry shows to be the same one. */
  twin: Draft | null;
}

const known = (values: (string | null)[]) => values.filter((value) => value !== null);

async function openIndex(tx: Db, found: readonly FoundPaper[]): Promise<PaperIndex> {
  const stored = await findPapersByNames(tx, {
    arxivIds: known(found.map((paper) => paper.arxivId)),
    dois: known(found.map((paper) => paper.doi)),
    titleKeys: found.filter((paper) => paper.title !== "").map((paper) => titleKey(paper.title)),
  });
  return createPaperIndex(stored);
}

/** Each entry with the paper it turned out to be; one without a title only adds to a known paper. */
function resolve(index: PaperIndex, source: string, found: readonly FoundPaper[], now: Date) {
  return found.flatMap((entry): Resolved[] => {
    const match = index.match(entry);
    if (match === null && entry.title === "") return [];
    const { own, twin } = index.sortOutNames(entry, match);
    const merged = mergePaper(match?.paper ?? null, own, source, now);
    return [{ entry, draft: index.put(match, merged), twin }];
  });
}

async function saveDrafts(tx: Db, drafts: readonly Draft[]): Promise<number> {
  const added = drafts.filter((draft) => draft.before === null);
  const ids = await reservePaperIds(tx, added.length);
  added.forEach((draft, i) => {
    draft.paper = { ...draft.paper, id: ids[i] as number };
  });
  const changed = drafts.filter((draft) => isChanged(draft.before, draft.paper));
  await savePapers(
    tx,
    changed.map((draft) => draft.paper),
  );
  return added.length;
}

function isBelievable({ value, observedAt }: FoundSignal, now: Date): boolean {
  const latest = now.getTime() + CLOCK_SLACK;
  return Number.isFinite(value) && value >= 0 && observedAt.getTime() <= latest;
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
  const added = await saveDrafts(tx, index.drafts());
  const told = resolved.flatMap(({ entry, draft }) =>
    entry.signals.map((signal): Observation => ({ paperId: draft.paper.id, ...signal })),
  );
  const believed = told.filter((observation) => isBelievable(observation, now));
  const observations = await insertObservations(tx, believed);
  for (const { draft, twin } of resolved) {
    if (twin !== null) await joinPapers(tx, draft.paper.id, twin.paper.id);
  }
  return { papers: resolved.length, added, observations, refused: told.length - believed.length };
}

/**
 * Stores papers and observations, in transactions of 500 entries under a lock, so that two imports
 * at once make one paper of the same paper too.
 */
export async function importPapers(
  { db, now }: { db: Db; now: Date },
  source: string,
  found: readonly FoundPaper[],
): Promise<ImportCounts> {
  const total: ImportCounts = { papers: 0, added: 0, observations: 0, refused: 0 };
  for (let start = 0; start < found.length; start += CHUNK) {
    const chunk = found.slice(start, start + CHUNK);
    const counts = await db.transaction((tx) => importChunk(tx, source, chunk, now));
    for (const key of Object.keys(total) as (keyof ImportCounts)[]) total[key] += counts[key];
  }
  return total;
}
