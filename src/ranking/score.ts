// The formula. A paper's score says how strongly readers are expected to turn to it in the coming
// days, from its clean readings and its age. Pure; the numbers stand in NUMBERS and in UNITS.
//
//   score = ln(1 + votes of the week) + 0.6 ln(1 + votes a day) + 0.07 Σ ln(1 + traces of the week)
//           − 0.6 ln(1 + days from listing to reading) + 0.11 × days since the reading
//           + 0.015 × what the authors promise − ½ × what is usual in the field
import type { Signal } from "../db/signals.ts";
import { type Reading, type Readings, WEEK_HOURS } from "./read-series.ts";
import { UNITS } from "./signal-units.ts";

const HOUR = 3_600_000;

/**
 * Chosen on Hugging Face's daily papers, all months of 2025-05 to 2026-03 (16,472 papers on 193
 * mornings): of the formulas that find most of a morning's ten best, one that misses no more of a
 * month's best than plain upvotes do, and whose neighbours do as well, rounded. `paperboy backtest`
 * measures them. The last four are decisions.
 */
export const NUMBERS = {
  /** Growth a day, and the days it took to get there, count for so much of what the week does. */
  speed: 0.6,
  /** A count read days ago has grown since: per day, up to a week; then it is no news any more. */
  waiting: 0.11,
  /** Upvotes a day that a paper seen only once is taken to gain; also the most that speed counts for. */
  firstSpeed: 50,
  /** No count counts for more than this many upvotes, so that no signal decides alone. */
  ceiling: 300,
  /** Traces other than votes (comments, stars, citations) count for less. */
  trace: 0.07,
  /** A little is added for the authors' earlier papers, per unit of `authorPrior`. */
  authors: 0.015,
  /** An unknown signal counts as this many upvotes: less than one, more than none. */
  unknown: 0.1,
  /** The share of its field's usual strength that is taken off, so that no field drowns another. */
  field: 0.5,
  /** A field is judged as if so many average papers were in it too: a small one is no exception. */
  fieldMemory: 30,
  /** The strength of an average paper: the mean of the data. */
  usual: 3.6,
} as const;

/** Votes count in full and with their speed; traces for less, by their week alone. */
const VOTES: ReadonlySet<Signal> = new Set<Signal>(["upvotes", "points"]);

/** How strong a paper's signals are, and what its age takes away. Named parts sum to the score. */
export interface Strength {
  signals: Record<string, number>;
  age: Record<string, number>;
}

/** ln(1 + count); the count rises strictly, never above the ceiling, and is itself while small. */
function logOf(count: number, ceiling: number): number {
  return Math.log1p(count / (1 + count / ceiling));
}

/** Hours since the listing at which a reading was taken; an unknown listing counts as a week. */
function ageAtReading(reading: Reading, since: Date | null): number {
  if (!since) return WEEK_HOURS;
  const hours = (reading.observedAt.getTime() - since.getTime()) / HOUR;
  return Math.min(WEEK_HOURS, Math.max(0, hours));
}

/** Growth a day in upvotes' worth; null: unknown, and it counts for nothing. */
function speedOf(signal: Signal, reading: Reading, since: Date | null): number | null {
  const { growth, weekGain } = reading;
  if (growth) return ((growth.gain / growth.hours) * 24) / UNITS[signal];
  if (signal !== "upvotes") return null;
  const isYoung =
    since !== null && reading.observedAt.getTime() - since.getTime() < WEEK_HOURS * HOUR;
  return isYoung ? NUMBERS.firstSpeed : Math.min(NUMBERS.firstSpeed, weekGain / 7);
}

/** The reading that tells how old the paper's counts are: the upvotes', else the newest. */
function leadingReading(readings: Readings): Reading | undefined {
  const newest = [...readings.values()].sort((a, b) => +b.observedAt - +a.observedAt)[0];
  return readings.get("upvotes") ?? newest;
}

/** `readings` has at least one; `since` is when the paper was listed, null: unknown. */
export function strengthOf(readings: Readings, since: Date | null, at: Date): Strength {
  const signals: Record<string, number> = {};
  for (const [signal, reading] of readings) {
    const weight = VOTES.has(signal) ? 1 : NUMBERS.trace;
    const level = logOf(reading.weekGain / UNITS[signal], NUMBERS.ceiling);
    signals[signal] = weight * (level - Math.log1p(NUMBERS.unknown));
    const speed = VOTES.has(signal) ? speedOf(signal, reading, since) : null;
    if (speed !== null)
      signals[`${signal}_speed`] = NUMBERS.speed * logOf(speed, NUMBERS.firstSpeed);
  }
  const reading = leadingReading(readings);
  if (!reading) return { signals, age: {} };
  const days = (at.getTime() - reading.observedAt.getTime()) / HOUR / 24;
  return {
    signals,
    age: {
      age: -NUMBERS.speed * Math.log1p(ageAtReading(reading, since) / 24),
      waiting: NUMBERS.waiting * Math.max(-7, Math.min(days, 14 - days)),
    },
  };
}

/**
 * What is taken off every paper of a field, from the summed signal parts of its papers. Without
 * papers (an unknown field) it is half the usual strength. It is the same for all of a field, so it moves fields only.
 */
export function fieldPart(strengths: readonly number[]): number {
  const sum = strengths.reduce((total, strength) => total + strength, 0);
  const mean =
    (sum + NUMBERS.fieldMemory * NUMBERS.usual) / (strengths.length + NUMBERS.fieldMemory);
  return -NUMBERS.field * mean;
}
