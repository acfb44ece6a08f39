// What the ranking would have said at an instant of the past: the functions that make an edition,
// over what was known then. Every candidate gets a number, falling with its rank.
import { candidatesAt, type History } from "./history.ts";
import { type RankedPaper, rankPapers } from "./rank-papers.ts";

export interface ReplayedPaper {
  arxivId: string;
  score: number;
}

/** All papers listed in the seven days up to `at`, best first. */
export function replayRanking(history: History, at: Date): ReplayedPaper[] {
  const ranked = rankPapers(candidatesAt(history, at), at);
  const scores = numberedScores(ranked);
  return ranked.map(({ paperId }, index) => ({
    arxivId: history.byId.get(paperId)?.paper.arxivId ?? "",
    score: scores[index] ?? 0,
  }));
}

/** Scores in the order of the ranks; papers without one count down by ones below the lowest. */
export function numberedScores(ranked: readonly RankedPaper[]): number[] {
  const scored = ranked.flatMap(({ score }) => (score === null ? [] : [score]));
  const lowest = Math.floor(Math.min(0, ...scored.slice(-1)));
  return ranked.map(({ score }, index) => score ?? lowest - 1 - (index - scored.length));
}
