// What a reader gets who reads the five best unseen papers each morning: how many of the month's
// fifty most upvoted papers, and how long after their listing.

import { groupBy } from "./group-by.ts";
import type { History, PaperHistory } from "./history.ts";
import { type Snapshot, scoresBy } from "./measure-formulas.ts";

const DAY = 86_400_000;
const A_DAY = 5;
const MONTHS_BEST = 50;

export interface MonthRecall {
  /** YYYY-MM of the listing. */
  month: string;
  recall: number;
  /** Mean days from listing to reading, over the papers that were read; null: none was. */
  lagDays: number | null;
}

/** One row for each month in which at least fifty observed papers were listed. */
export function readerRecall(
  history: History,
  mornings: readonly Snapshot[],
  formula: string,
): MonthRecall[] {
  const readAt = readMornings(mornings, formula);
  const first = mornings[0]?.at.getTime() ?? 0;
  const last = mornings.at(-1)?.at.getTime() ?? 0;
  const listed = history.papers.filter(
    ({ paper }) => paper.listedAt.getTime() >= first - DAY && paper.listedAt.getTime() <= last,
  );
  const months = groupBy(listed, ({ paper }) => paper.listedAt.toISOString().slice(0, 7));
  return [...months].flatMap(([month, papers]) => {
    const best = mostUpvoted(papers);
    if (best.length < MONTHS_BEST) return [];
    const lags = best.flatMap(({ paperId, paper }) => {
      const at = readAt.get(paperId);
      return at === undefined ? [] : [(at - paper.listedAt.getTime()) / DAY];
    });
    const lagDays = lags.length > 0 ? lags.reduce((a, b) => a + b, 0) / lags.length : null;
    return [{ month, recall: lags.length / best.length, lagDays }];
  });
}

/** When the reader got each paper that they got. */
function readMornings(mornings: readonly Snapshot[], formula: string): Map<number, number> {
  const readAt = new Map<number, number>();
  for (const morning of mornings) {
    const unseen = [...scoresBy(formula, morning)]
      .filter(([paperId]) => !readAt.has(paperId))
      .sort(([a, x], [b, y]) => y - x || a - b);
    for (const [paperId] of unseen.slice(0, A_DAY)) readAt.set(paperId, morning.at.getTime());
  }
  return readAt;
}

function mostUpvoted(papers: readonly PaperHistory[]): PaperHistory[] {
  const upvotes = (one: PaperHistory) => one.series.findLast((o) => o.signal === "upvotes")?.value;
  return papers
    .flatMap((one) => ({ one, count: upvotes(one) ?? -1 }))
    .filter(({ count }) => count >= 0)
    .sort((a, b) => b.count - a.count || a.one.paperId - b.one.paperId)
    .slice(0, MONTHS_BEST)
    .map(({ one }) => one);
}
