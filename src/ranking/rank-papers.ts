// Orders papers, best first: those with a signal by the formula; after them those without, by
// recency, then by the novelty of their words. The same candidates give the same bytes, in whatever
// order they come.
import { type Assessment, assessCandidate } from "./assess-candidate.ts";
import type { Candidate } from "./candidate.ts";
import { groupBy } from "./group-by.ts";
import { noveltyOf } from "./novelty.ts";
import { reasonsOf, type Standing } from "./reasons.ts";
import { fieldPart } from "./score.ts";

const DAY = 86_400_000;

export interface RankedPaper {
  paperId: number;
  /** From 1, without gaps. */
  rank: number;
  /** null: no signal is known. */
  score: number | null;
  basis: "signals" | "recency";
  /** What the score is the sum of; without a score, what the order among equals was made by. */
  parts: Record<string, number>;
  /** In words and numbers; at least one. */
  reasons: string[];
  /** An old paper that grows again, well above its own pace. */
  resurgent: boolean;
}

interface Entry {
  paper: Assessment;
  score: number | null;
  /** Made for those that are shown: most of thousands are not. */
  parts: () => Record<string, number>;
}

/**
 * All candidates, best first; those without a signal after those with one. With a `length` only the
 * first so many: the same list cut off, without the work that only its rest would need.
 */
export function rankPapers(
  candidates: readonly Candidate[],
  at: Date,
  length = Number.POSITIVE_INFINITY,
): RankedPaper[] {
  const assessed = [...candidates]
    .sort((a, b) => a.paperId - b.paperId)
    .map((candidate) => assessCandidate(candidate, at));
  const known = orderByScore(assessed.filter((one) => one.readings.size > 0));
  const silent = known.length < length ? orderByRecency(assessed) : [];
  const standings = standingsOf(known);
  return [...known, ...silent].slice(0, length).map(({ paper, score, parts }, index) => ({
    paperId: paper.candidate.paperId,
    rank: index + 1,
    score,
    basis: score === null ? "recency" : "signals",
    parts: parts(),
    reasons: reasonsOf(paper, standings.get(paper.candidate.paperId) ?? null, at),
    resurgent: paper.resurgence !== null,
  }));
}

/** Six decimals: enough for any order, and the same bytes from every JavaScript engine. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function orderByScore(assessed: readonly Assessment[]): Entry[] {
  const strengths = groupBy(assessed, (one) => one.candidate.field);
  const fieldParts = new Map(
    [...strengths].map(([field, ones]) => [
      field,
      fieldPart(field === null ? [] : ones.map((one) => one.strength)),
    ]),
  );
  const entries = assessed.map((paper) => {
    const field = fieldParts.get(paper.candidate.field) ?? 0;
    const parts = () => roundedParts({ ...paper.parts, field });
    return { paper, parts, score: scoreOf(paper.parts, field) };
  });
  return entries.sort((a, b) => b.score - a.score || byRecency(a.paper, b.paper));
}

function roundedParts(parts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, rounded(part)]));
}

/** The sum of the parts as they are shown. */
function scoreOf(parts: Record<string, number>, field: number): number {
  let sum = 0;
  for (const part of Object.values(parts)) sum += rounded(part);
  return rounded(sum + rounded(field));
}

function byRecency(a: Assessment, b: Assessment): number {
  return recencyOf(b) - recencyOf(a) || a.candidate.paperId - b.candidate.paperId;
}

function recencyOf({ publishedAt, listedAt }: Assessment): number {
  return (publishedAt ?? listedAt)?.getTime() ?? 0;
}

/** By day, then by what the authors promise, then by the instant, then by novelty. */
function orderByRecency(assessed: readonly Assessment[]): Entry[] {
  const silent = assessed.filter((one) => one.readings.size === 0);
  const key = (one: Assessment) => `${recencyOf(one)} ${one.candidate.prior ?? 0}`;
  const groups = groupBy(silent, key);
  const tied = silent.filter((one) => (groups.get(key(one)) ?? []).length > 1);
  const novelty = noveltyByPaper(assessed, new Set(tied.map((one) => one.candidate.field)));
  const entries = silent.map((paper) => {
    const isTied = (groups.get(key(paper)) ?? []).length > 1;
    const { paperId, prior } = paper.candidate;
    const parts: Record<string, number> = {};
    if (prior) parts.prior = rounded(prior);
    if (isTied) parts.novelty = rounded(novelty.get(paperId) ?? 0);
    return { paper, novelty: parts.novelty ?? 0, score: null, parts: () => parts };
  });
  const day = (one: Assessment) => Math.floor(recencyOf(one) / DAY);
  return entries.sort(
    (a, b) =>
      day(b.paper) - day(a.paper) ||
      (b.paper.candidate.prior ?? 0) - (a.paper.candidate.prior ?? 0) ||
      recencyOf(b.paper) - recencyOf(a.paper) ||
      b.novelty - a.novelty ||
      a.paper.candidate.paperId - b.paper.candidate.paperId,
  );
}

/** Novelty beside the earlier papers of the same field, so that fields stay apart. */
function noveltyByPaper(
  assessed: readonly Assessment[],
  fields: ReadonlySet<string | null>,
): Map<number, number> {
  const novelty = new Map<number, number>();
  for (const [field, ones] of groupBy(assessed, (one) => one.candidate.field)) {
    if (!fields.has(field)) continue;
    const texts = ones
      .sort((a, b) => recencyOf(a) - recencyOf(b) || a.candidate.paperId - b.candidate.paperId)
      .map((one) => one.candidate);
    noveltyOf(texts).forEach((value, index) => {
      const paper = texts[index];
      if (paper) novelty.set(paper.paperId, value);
    });
  }
  return novelty;
}

/** Each paper's place in its field (in the whole list, where the field is unknown). */
function standingsOf(ranked: readonly Entry[]): Map<number, Standing> {
  const standings = new Map<number, Standing>();
  for (const [field, ones] of groupBy(ranked, (one) => one.paper.candidate.field)) {
    const peers = field === null ? ranked : ones;
    peers.forEach(({ paper: { candidate } }, index) => {
      if (candidate.field === field) {
        standings.set(candidate.paperId, { place: index + 1, of: peers.length, field });
      }
    });
  }
  return standings;
}
