// Why a paper stands where it stands in the edition of a date: what was frozen for it, or, where the
// list does not hold it, what the same functions make of what was known at that instant.
import type { Db } from "../db/connect.ts";
import type { Paper } from "../papers/paper.ts";
import type { Candidate } from "../ranking/candidate.ts";
import { FORMULA_NUMBERS } from "../ranking/explain-formula.ts";
import { type RankedPaper, rankPapers } from "../ranking/rank-papers.ts";
import { findPlace } from "./appearance-store.ts";
import { type EditionInputs, findEditionInputs } from "./edition-input-store.ts";
import { thawCandidate } from "./edition-inputs.ts";
import { type EditionTime, editionDueAt } from "./edition-schedule.ts";
import { findEditionSummary, findLatestSummary } from "./edition-store.ts";
import { gatherCandidate, gatherCandidates } from "./gather-candidates.ts";

export interface ScoreExplanation {
  kind: "explained";
  /** The edition's date; null: there is no edition of it, or none at all. */
  edition: string | null;
  /** What was observed after this instant was not used. */
  at: Date;
  /** Whether the edition's frozen list holds the paper. */
  isFrozen: boolean;
  /** `rank` is null for a paper that was no candidate at that instant. */
  place: Omit<RankedPaper, "rank" | "paperId"> & { rank: number | null };
  candidate: Candidate;
  numbers: Readonly<Record<string, number>>;
}

export type ScoreOutcome =
  | ScoreExplanation
  /** The date's edition is still to come. */
  | { kind: "not-due"; dueAt: Date }
  /** No source had listed the paper by then. */
  | { kind: "not-listed"; at: Date };

interface Deps {
  db: Db;
  /** When editions are due. */
  edition: EditionTime;
  now: Date;
}

/** @param date YYYY-MM-DD; null: the newest edition, before the first one this instant */
export async function explainScore(
  { db, edition, now }: Deps,
  paper: Paper,
  date: string | null,
): Promise<ScoreOutcome> {
  const found = date ? await findEditionSummary(db, date) : await findLatestSummary(db);
  const summary = found?.state === "published" ? found : null;
  const at = summary?.rankedAt ?? (date ? editionDueAt(date, edition) : now);
  if (!summary && at > now) return { kind: "not-due", dueAt: at };
  const inputs = summary && (await findEditionInputs(db, summary.date));
  const frozen = summary && (await findPlace(db, paper.id, summary.date));
  const common = { kind: "explained", edition: summary?.date ?? null, at } as const;
  if (frozen) {
    const candidate = await frozenCandidate(db, inputs, paper.id, frozen.rank, at);
    const numbers = inputs?.numbers ?? FORMULA_NUMBERS;
    return { ...common, isFrozen: true, place: frozen, candidate, numbers };
  }
  if (paper.listedAt > at) return { kind: "not-listed", at };
  const computed = await computePlace(db, inputs, paper.id, at);
  return { ...common, ...computed, isFrozen: false, numbers: FORMULA_NUMBERS };
}

/** What the edition holds of a paper; of one joined to another since, under its old number. */
async function frozenCandidate(
  db: Db,
  inputs: EditionInputs | null,
  paperId: number,
  rank: number,
  at: Date,
): Promise<Candidate> {
  const candidates = inputs?.candidates.map(thawCandidate) ?? [];
  const own = candidates.find((candidate) => candidate.paperId === paperId);
  if (own) return own;
  const oldId = rankPapers(candidates, at)[rank - 1]?.paperId;
  const joined = candidates.find((candidate) => candidate.paperId === oldId);
  return joined ?? gatherCandidate(db, paperId, at);
}

async function computePlace(db: Db, inputs: EditionInputs | null, paperId: number, at: Date) {
  const known = inputs ? inputs.candidates.map(thawCandidate) : await gatherCandidates(db, at);
  const own = known.find((one) => one.paperId === paperId);
  const candidate = own ?? (await gatherCandidate(db, paperId, at));
  const ranked = rankPapers(own ? known : [...known, candidate], at);
  const computed = ranked.find((one) => one.paperId === paperId) as RankedPaper;
  return { candidate, place: { ...computed, rank: own ? computed.rank : null } };
}
