// Publishes the edition of a date: collect, rank, freeze. One edition a date, whoever asks and
// however often: the row in PostgreSQL decides, under a lock of that date.
import type { Db } from "../db/connect.ts";
import type { FrozenCandidate, SourceReport } from "../db/edition-tables.ts";
import type { Log } from "../log.ts";
import { collectPapers } from "../papers/collect-papers.ts";
import { snapshotOfPaper } from "../papers/paper-snapshot.ts";
import { listPapers } from "../papers/paper-store.ts";
import { FORMULA_NUMBERS } from "../ranking/explain-formula.ts";
import { rankPapers } from "../ranking/rank-papers.ts";
import type { Source } from "../sources/source.ts";
import { EDITION_LENGTH, type EditionPaper, editionNote } from "./edition.ts";
import { insertEditionInputs } from "./edition-input-store.ts";
import { freezeInputs } from "./edition-inputs.ts";
import { datesBetween } from "./edition-schedule.ts";
import {
  findEditionSummary,
  insertEdition,
  insertSkippedEditions,
  listEditions,
  tryLockEdition,
} from "./edition-store.ts";
import { gatherCandidates } from "./gather-candidates.ts";

export interface PublishDeps {
  db: Db;
  log: Log;
  sources: readonly Source[];
  now: () => Date;
}

export type PublishOutcome =
  | { kind: "published"; rankedAt: Date; papers: number; sources: SourceReport[] }
  | { kind: "existing"; rankedAt: Date }
  /** Another process is making this very edition. */
  | { kind: "busy" };

export interface Draft {
  candidates: number;
  papers: EditionPaper[];
  /** What the list was ranked from. */
  inputs: FrozenCandidate[];
}

/** Ranks what is known at an instant. Writes nothing. */
export async function draftEdition(db: Db, at: Date): Promise<Draft> {
  const candidates = await gatherCandidates(db, at);
  const ranked = rankPapers(candidates, at, EDITION_LENGTH);
  const stored = await listPapers(
    db,
    ranked.map((paper) => paper.paperId),
  );
  const snapshots = new Map(stored.map((paper) => [paper.id, snapshotOfPaper(paper)]));
  const papers = ranked.flatMap((paper) => {
    const snapshot = snapshots.get(paper.paperId);
    return snapshot ? [{ ...paper, snapshot }] : [];
  });
  return { candidates: candidates.length, papers, inputs: freezeInputs(candidates, papers) };
}

/** Dates after the last edition and before this one were missed: they are recorded, not made up. */
async function recordMissed(tx: Db, date: string, at: Date): Promise<void> {
  const [last] = await listEditions(tx, 1);
  if (!last || last.date >= date) return;
  const missed = datesBetween(last.date, date);
  await insertSkippedEditions(
    tx,
    missed,
    at,
    "Paperboy was not running when this edition was due.",
  );
}

/**
 * Makes the edition of `date` unless it stands already. A source that cannot be read never stops it:
 * the edition is made from what is known, and says so.
 */
export async function publishEdition(deps: PublishDeps, date: string): Promise<PublishOutcome> {
  const { db, log, now } = deps;
  return db.transaction(async (tx) => {
    if (!(await tryLockEdition(tx, date))) return { kind: "busy" };
    const existing = await findEditionSummary(tx, date);
    if (existing?.state === "published") return { kind: "existing", rankedAt: existing.rankedAt };

    // Collected outside this transaction: what was observed stays, whatever happens to the edition.
    const sources = await collectPapers({ ...deps, now: now() });
    const rankedAt = now();
    const { candidates, papers, inputs } = await draftEdition(tx, rankedAt);
    const note = editionNote(papers, sources);
    await recordMissed(tx, date, rankedAt);
    await insertEdition(
      tx,
      { date, state: "published", rankedAt, candidates, sources, note },
      papers,
    );
    await insertEditionInputs(tx, date, { numbers: FORMULA_NUMBERS, candidates: inputs });
    log.info({ date, papers: papers.length, candidates }, "edition.published");
    return { kind: "published", rankedAt, papers: papers.length, sources };
  });
}
