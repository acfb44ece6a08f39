// Orders papers, best first: those with a signal by the formula, those without by recency and then
// by novelty. The same candidates give the same bytes, in whatever order they come.
import type { Candidate } from "./candidate.ts";
import { readSeries } from "./read-series.ts";
import { scorePaper } from "./score.ts";

export interface RankedPaper {
  paperId: number;
  /** From 1, without gaps. */
  rank: number;
  /** null: no signal is known. */
  score: number | null;
  basis: "signals" | "recency";
  parts: Record<string, number>;
  reasons: string[];
  resurgent: boolean;
}

/** All candidates, best first; those without a signal after those with one. */
export function rankPapers(candidates: readonly Candidate[], at: Date): RankedPaper[] {
  const scored = candidates.map((candidate) => {
    const readings = readSeries(candidate.series, at);
    const listed = candidate.listedAt ?? candidate.publishedAt;
    return readings.size > 0
      ? { candidate, ...scorePaper(readings, listed, at) }
      : { candidate, score: null, parts: {} };
  });
  scored.sort(
    (a, b) =>
      Number(a.score === null) - Number(b.score === null) ||
      (b.score ?? 0) - (a.score ?? 0) ||
      recency(b.candidate) - recency(a.candidate) ||
      a.candidate.paperId - b.candidate.paperId,
  );
  return scored.map(({ candidate, score, parts }, index) => ({
    paperId: candidate.paperId,
    rank: index + 1,
    score,
    basis: score === null ? "recency" : "signals",
    parts,
    reasons: [],
    resurgent: false,
  }));
}

function recency(candidate: Candidate): number {
  return (candidate.publishedAt ?? candidate.listedAt)?.getTime() ?? Number.NEGATIVE_INFINITY;
}
