// What the sources give, whatever their formats: some tell of papers, some only count. Nothing past a
// source's adapter knows the source's own format.
import type { Signal } from "../db/signals.ts";

/** A signal's value at an instant, as a source told it. */
export interface FoundSignal {
  signal: Signal;
  value: number;
  observedAt: Date;
}

/** A paper as one source knows it. `null` and empty mean "this source does not say". */
export interface FoundPaper {
  /** Base id without version. */
  arxivId: string | null;
  /** Lower case, without `https://doi.org/`; never arXiv's own 10.48550 DOIs. */
  doi: string | null;
  /** Empty: it only adds to a paper that is known by its id. */
  title: string;
  abstract: string;
  authors: string[];
  /** Primary category first. */
  categories: string[];
  publishedAt: Date | null;
  /** When the source listed it; null: at this collection. */
  listedAt: Date | null;
  /** `owner/name` on GitHub. */
  githubRepo: string | null;
  projectUrl: string | null;
  signals: FoundSignal[];
}

/** A paper that could still trend, by its names. */
export interface PaperRef {
  arxivId: string | null;
  doi: string | null;
  githubRepo: string | null;
  listedAt: Date;
}

/**
 * What a counting source says of a paper that it names by id alone. Having no title, it adds to a
 * paper that is known and never makes a new one.
 */
export function countedPaper(
  names: { arxivId: string | null; doi: string | null },
  signals: FoundSignal[],
): FoundPaper {
  const { arxivId, doi } = names;
  const unsaid = { publishedAt: null, listedAt: null, githubRepo: null, projectUrl: null };
  return { arxivId, doi, title: "", abstract: "", authors: [], categories: [], ...unsaid, signals };
}

/** Told what a source left out although it answered, in a sentence for the operator. */
export type Tell = (problem: string) => void;

/** What is known when a collection begins. */
export interface CollectionState {
  now: Date;
  /** The last time that this source was read well; null: never. */
  lastRead: Date | null;
  /** The papers whose counts are due, youngest first. */
  due: readonly PaperRef[];
}

/** A request that a collection would make. */
export interface PlannedRequest {
  url: string;
  /** How many of its kind; the url is then the first one's. */
  count: number;
}

/** Tells of papers. */
export interface PaperSource {
  /** As in SOURCES. */
  name: string;
  /**
   * What the source knows at `now`.
   * @throws SourceError with a clear sentence when nothing could be read
   */
  collect(now: Date, tell: Tell, state: CollectionState): Promise<FoundPaper[]>;
  plan(state: CollectionState): PlannedRequest[];
}

/** Counts what is known already. */
export interface SignalSource {
  name: string;
  /**
   * Counts of the papers that are due, and of others where they came along.
   * @throws SourceError as above; what the source does not know is left out
   */
  refresh(due: readonly PaperRef[], now: Date, tell: Tell): Promise<FoundPaper[]>;
  plan(state: CollectionState): PlannedRequest[];
}

export type Source = PaperSource | SignalSource;

export function isSignalSource(source: Source): source is SignalSource {
  return "refresh" in source;
}
