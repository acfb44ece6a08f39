// What the ranking knows of a paper, and nothing else: two papers with equal candidates are treated
// alike. Everything here was known at the instant of ranking.
import type { Signal } from "../db/signals.ts";

/** The value of a signal as a source gave it at an instant. May be garbage: `readSeries` judges. */
export interface SignalObservation {
  signal: Signal;
  observedAt: Date;
  value: number;
}

export interface Candidate {
  paperId: number;
  title: string;
  abstract: string;
  /** Primary category, e.g. cs.CL; null: unknown. */
  field: string | null;
  publishedAt: Date | null;
  /** Day on which a source listed it, or first seen. */
  listedAt: Date | null;
  hasCode: boolean;
  /** All at or before the instant of ranking, in any order. */
  series: readonly SignalObservation[];
  /** What its authors' earlier papers promise (`authorPrior`); orders papers without a signal. */
  prior?: number | null;
}
