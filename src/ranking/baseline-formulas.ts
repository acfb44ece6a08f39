// The published formulas that ours is measured against, on the same candidates. Each gives a number
// per paper from its upvotes and age; a paper without upvotes gets none.
import type { Candidate } from "./candidate.ts";

const HOUR = 3_600_000;

/** A paper's upvotes at an instant: the newest count, the one before it, and the paper's age. */
export interface Counted {
  paperId: number;
  upvotes: number;
  ageHours: number;
  /** Upvotes an hour since the observation before (six hours older at least), else since listing. */
  velocity: number;
}

type Baseline = (paper: Counted, at: Date) => number;

export const BASELINES: Readonly<Record<string, Baseline>> = {
  random: (paper, at) => hash(paper.paperId, at),
  // https://news.ycombinator.com/item?id=1781417
  "Hacker News": ({ upvotes, ageHours }) => (upvotes - 1) / (ageHours + 2) ** 1.8,
  // news.arc of the Arc distribution
  "news.arc": ({ upvotes, ageHours }) => Math.max(0, upvotes - 1) ** 0.8 / (ageHours + 2) ** 1.8,
  // reddit/_sorts.pyx: 45,000 seconds per power of ten
  "Reddit hot": ({ upvotes, ageHours }) => Math.log10(Math.max(1, upvotes)) - ageHours / 12.5,
  "upvotes / age": ({ upvotes, ageHours }) => upvotes / Math.max(1, ageHours),
  velocity: ({ velocity }) => velocity,
  "latest upvotes": ({ upvotes }) => upvotes,
};

export function countOf(candidate: Candidate, at: Date): Counted | null {
  const votes = candidate.series
    .filter((o) => o.signal === "upvotes" && o.value >= 0)
    .sort((a, b) => +a.observedAt - +b.observedAt);
  const last = votes.at(-1);
  if (!last) return null;
  const listedAt = candidate.listedAt ?? candidate.publishedAt ?? last.observedAt;
  const before = votes.findLast((o) => +last.observedAt - +o.observedAt >= 6 * HOUR);
  const from = before ?? { observedAt: listedAt, value: 0 };
  const hours = Math.max(1, (+last.observedAt - +from.observedAt) / HOUR);
  return {
    paperId: candidate.paperId,
    upvotes: last.value,
    ageHours: Math.max(0, (+at - +listedAt) / HOUR),
    velocity: (last.value - from.value) / hours,
  };
}

/** A number in [0, 1) that a paper keeps for an instant (a 32-bit mix after MurmurHash3). */
function hash(paperId: number, at: Date): number {
  let mix = Math.imul(paperId + 1, 0x9e3779b1) ^ Math.imul(at.getTime() / HOUR, 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return ((mix ^ (mix >>> 16)) >>> 0) / 2 ** 32;
}
