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

interface Entry extends Assessment {
  score: number | null;
  parts: Record<string, number>;
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
  return [...known, ...silent].slice(0, length).map((entry, index) => ({
    paperId: entry.candidate.paperId,
    rank: index + 1,
    score: entry.score,
    basis: entry.score === null ? "recency" : "signals",
    parts: entry.parts,
    reasons: reasonsOf(entry, standings.get(entry.candidate.paperId) ?? null, at),
    resurgent: entry.resurgence !== null,
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
  const entries = assessed.map((one) => {
    const named = { ...one.parts, field: fieldParts.get(one.candidate.field) ?? 0 };
    const parts = Object.fromEntries(Object.entries(named).map(([k, v]) => [k, rounded(v)]));
    const score = rounded(Object.values(parts).reduce((sum, part) => sum + part, 0));
    return { ...one, parts, score };
  });
  return entries.sort((a, b) => b.score - a.score || byRecency(a, b));
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
  const entries = silent.map((one) => {
    const isTied = (groups.get(key(one)) ?? []).length > 1;
    const { paperId, prior } = one.candidate;
    const parts: Record<string, number> = {};
    if (prior) parts.prior = rounded(prior);
    if (isTied) parts.novelty = rounded(novelty.get(paperId) ?? 0);
    return { ...one, parts, score: null };
  });
  const day = (one: Assessment) => Math.floor(recencyOf(one) / DAY);
  return entries.sort(
    (a, b) =>
      day(b) - day(a) ||
      (b.candidate.prior ?? 0) - (a.candidate.prior ?? 0) ||
      recencyOf(b) - recencyOf(a) ||
      (b.parts.novelty ?? 0) - (a.parts.novelty ?? 0) ||
      a.candidate.paperId - b.candidate.paperId,
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
  for (const [field, ones] of groupBy(ranked, (one) => one.candidate.field)) {
    const peers = field === null ? ranked : ones;
    peers.forEach(({ candidate }, index) => {
      if (candidate.field === field) {
        standings.set(candidate.paperId, { place: index + 1, of: peers.length, field });
      }
    });
  }
  return standings;
}
