// Measures every formula on the mornings of the past: at 07:00 UTC, knowing only what was observed
// by then, which papers of the week gain most upvotes in the next four days?
import { BASELINES, countOf } from "./baseline-formulas.ts";
import type { Candidate } from "./candidate.ts";
import { candidatesAt, type History, upvotesAt } from "./history.ts";
import { rankPapers } from "./rank-papers.ts";
import { gainCaptured, precision, spearman } from "./ranking-metrics.ts";
import { numberedScores } from "./replay-ranking.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HORIZON_DAYS = 4;
const MIN_PAPERS = 20;
const CHOSEN = 10;

export const OURS = "Paperboy";
export const FORMULAS: readonly string[] = [...Object.keys(BASELINES), OURS];

export interface Measured {
  precision: number;
  gainCaptured: number;
  spearman: number;
}

/** What was known on a morning. */
export interface Snapshot {
  at: Date;
  candidates: readonly Candidate[];
}

export function snapshotsAt(history: History, mornings: readonly Date[]): Snapshot[] {
  return mornings.map((at) => ({ at, candidates: candidatesAt(history, at) }));
}

/** One morning with enough papers; `byFormula` has every one of FORMULAS. */
export interface Morning {
  at: Date;
  papers: number;
  byFormula: ReadonlyMap<string, Measured>;
}

/** The scores that a formula gives the candidates; those that it knows nothing of are left out. */
export function scoresBy(formula: string, { at, candidates }: Snapshot): Map<number, number> {
  if (formula === OURS) {
    const ranked = rankPapers(candidates, at);
    const scores = numberedScores(ranked);
    return new Map(ranked.map(({ paperId }, index) => [paperId, scores[index] ?? 0]));
  }
  const baseline = BASELINES[formula];
  const counted = candidates.flatMap((candidate) => countOf(candidate, at) ?? []);
  return new Map(counted.map((paper) => [paper.paperId, baseline?.(paper, at) ?? 0]));
}

/** 07:00 UTC of each day from `from` to `to`, both included. */
export function morningsBetween(from: Date, to: Date): Date[] {
  const start = Math.floor(from.getTime() / DAY) * DAY + 7 * HOUR;
  const count = Math.max(0, Math.floor((to.getTime() - start + 17 * HOUR) / DAY) + 1);
  return Array.from({ length: count }, (_, day) => new Date(start + day * DAY));
}

/** null: fewer than twenty papers were observed both before and after `at`. */
export function measureMorning(history: History, { at, candidates }: Snapshot): Morning | null {
  const gains = new Map<number, number>();
  for (const { paperId } of candidates) {
    const gain = gainAfter(history, paperId, at);
    if (gain !== null) gains.set(paperId, gain);
  }
  if (gains.size < MIN_PAPERS) return null;
  const byFormula = FORMULAS.map((formula): [string, Measured] => {
    const scores = scoresBy(formula, { at, candidates });
    return [
      formula,
      measure(
        [...gains.keys()].map((id) => scores.get(id) ?? 0),
        [...gains.values()],
      ),
    ];
  });
  return { at, papers: gains.size, byFormula: new Map(byFormula) };
}

function measure(scores: readonly number[], gains: readonly number[]): Measured {
  return {
    precision: precision(scores, gains, CHOSEN),
    gainCaptured: gainCaptured(scores, gains, CHOSEN),
    spearman: spearman(scores, gains),
  };
}

/** Upvotes gained in (at, at + 4 days]; null: not observed on both sides. */
function gainAfter(history: History, paperId: number, at: Date): number | null {
  const past = history.byId.get(paperId);
  if (!past) return null;
  const before = upvotesAt(past, at);
  const end = at.getTime() + HORIZON_DAYS * DAY;
  const after = past.series.filter(
    (o) => o.observedAt.getTime() > at.getTime() && o.observedAt.getTime() <= end,
  );
  const later = upvotesAt({ series: after }, new Date(end));
  return before === null || later === null ? null : later - before;
}
