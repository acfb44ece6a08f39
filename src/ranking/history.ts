// The past as a replay knows it: papers and observations, cut at any instant. What came after that
// instant cannot be asked for, so no ranking of the past can look ahead.
import { authorPrior } from "./author-prior.ts";
import type { Candidate, SignalObservation } from "./candidate.ts";

const HOUR = 3_600_000;
const WINDOW_HOURS = 168;

export interface PastPaper {
  arxivId: string;
  title: string;
  abstract: string;
  authors: readonly string[];
  /** Primary category; null: unknown. */
  field: string | null;
  publishedAt: Date | null;
  listedAt: Date;
}

export interface PastObservation extends SignalObservation {
  arxivId: string;
}

/** A paper with all that was ever observed of it, oldest first. Its id is its place in the file's ids. */
export interface PaperHistory {
  paperId: number;
  paper: PastPaper;
  series: readonly SignalObservation[];
}

export interface History {
  /** In the order of their listing. */
  papers: readonly PaperHistory[];
  byId: ReadonlyMap<number, PaperHistory>;
  byAuthor: ReadonlyMap<string, readonly PaperHistory[]>;
}

/** Of papers with the same id the first is taken; observations of unknown papers are left out. */
export function buildHistory(
  papers: readonly PastPaper[],
  observations: readonly PastObservation[],
): History {
  const first = new Map<string, PastPaper>();
  for (const paper of papers) if (!first.has(paper.arxivId)) first.set(paper.arxivId, paper);
  const series = new Map([...first.keys()].map((id) => [id, [] as SignalObservation[]]));
  for (const { arxivId, ...observation } of observations) series.get(arxivId)?.push(observation);
  const histories = [...first.values()]
    .sort((a, b) => (a.arxivId < b.arxivId ? -1 : 1))
    .map((paper, paperId) => ({ paperId, paper, series: sorted(series.get(paper.arxivId) ?? []) }))
    .sort((a, b) => +a.paper.listedAt - +b.paper.listedAt || a.paperId - b.paperId);
  const byAuthor = new Map<string, PaperHistory[]>();
  for (const history of histories) {
    for (const author of new Set(history.paper.authors)) {
      const list = byAuthor.get(author);
      if (list) list.push(history);
      else byAuthor.set(author, [history]);
    }
  }
  return { papers: histories, byId: new Map(histories.map((h) => [h.paperId, h])), byAuthor };
}

function sorted(series: SignalObservation[]): SignalObservation[] {
  return series.sort((a, b) => +a.observedAt - +b.observedAt);
}

/** The papers listed in the seven days up to `at`, as they were known at `at`. */
export function candidatesAt(history: History, at: Date): Candidate[] {
  const from = at.getTime() - WINDOW_HOURS * HOUR;
  const start = firstIndex(history.papers, (h) => h.paper.listedAt.getTime() > from);
  const end = firstIndex(history.papers, (h) => h.paper.listedAt.getTime() > at.getTime());
  return history.papers.slice(start, end).map((one) => candidateAt(history, one, at));
}

function candidateAt(
  history: History,
  { paperId, paper, series }: PaperHistory,
  at: Date,
): Candidate {
  const { title, abstract, field, publishedAt, listedAt } = paper;
  const known = series.filter((o) => o.observedAt.getTime() <= at.getTime());
  const prior = priorAt(history, paper, at);
  // A repository in the file may have been added long after `at`, so it is not told.
  const hasCode = false;
  return { paperId, title, abstract, field, publishedAt, listedAt, hasCode, series: known, prior };
}

function priorAt(history: History, paper: PastPaper, at: Date): number {
  return authorPrior(
    paper.authors.map((author) =>
      (history.byAuthor.get(author) ?? [])
        .filter((past) => past.paper.listedAt.getTime() < paper.listedAt.getTime())
        .flatMap((past) => upvotesAt(past, at) ?? []),
    ),
  );
}

/** The newest sound upvotes observed at or before `at`; null: none. */
export function upvotesAt({ series }: Pick<PaperHistory, "series">, at: Date): number | null {
  const last = series.findLast(
    (o) => o.signal === "upvotes" && o.value >= 0 && o.observedAt.getTime() <= at.getTime(),
  );
  return last?.value ?? null;
}

/** Where a condition that never turns false again first holds. */
function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
