// Looks at one candidate alone: its sound dates, its readings, how strong they are, and whether an
// old paper is back. What depends on other papers (field, order, novelty) is added by `rankPapers`.
import type { Signal } from "../db/signals.ts";
import type { Candidate } from "./candidate.ts";
import { type Readings, readSeries, WEEK_HOURS } from "./read-series.ts";
import { NUMBERS, strengthOf } from "./score.ts";
import { UNITS } from "./signal-units.ts";

const HOUR = 3_600_000;
/** A paper published longer ago than this is not new to anyone. */
export const OLD_DAYS = 30;
/** Back: so many upvotes' worth in the week, and so many times the paper's own pace before. */
export const BACK_GAIN = 10;
export const BACK_FACTOR = 2;

/** What brought an old paper back. */
export interface Resurgence {
  signal: Signal;
  weekGain: number;
  /** Times its usual week; null: nothing came before. */
  factor: number | null;
}

export interface Assessment {
  candidate: Candidate;
  /** Dates of the candidate; null where unknown or in the future, which is the same. */
  publishedAt: Date | null;
  listedAt: Date | null;
  readings: Readings;
  /** Sum of the signal parts. */
  strength: number;
  parts: Record<string, number>;
  resurgence: Resurgence | null;
}

export function assessCandidate(candidate: Candidate, at: Date): Assessment {
  const publishedAt = soundDate(candidate.publishedAt, at);
  const listedAt = soundDate(candidate.listedAt, at);
  const since = listedAt ?? publishedAt;
  const readings = readSeries(candidate.series, since, at);
  const { signals, age } = strengthOf(readings, since, at);
  return {
    candidate,
    publishedAt,
    listedAt,
    readings,
    strength: Object.values(signals).reduce((sum, part) => sum + part, 0),
    parts: { ...signals, ...age, authors: NUMBERS.authors * (candidate.prior ?? 0) },
    resurgence: resurgenceOf(readings, publishedAt ?? listedAt, at),
  };
}

function soundDate(date: Date | null, at: Date): Date | null {
  return date && date.getTime() <= at.getTime() ? date : null;
}

function resurgenceOf(readings: Readings, born: Date | null, at: Date): Resurgence | null {
  if (!born || at.getTime() - born.getTime() < OLD_DAYS * 24 * HOUR) return null;
  let found: Resurgence | null = null;
  for (const [signal, { value, weekGain, observedAt }] of readings) {
    const hoursAgo = (at.getTime() - observedAt.getTime()) / HOUR;
    const weeksBefore = (observedAt.getTime() - born.getTime()) / HOUR / WEEK_HOURS - 1;
    const pace = weeksBefore > 0 ? (value - weekGain) / weeksBefore : 0;
    const isBack =
      hoursAgo <= WEEK_HOURS &&
      weekGain >= BACK_GAIN * UNITS[signal] &&
      weekGain >= BACK_FACTOR * pace;
    const worth = (one: Resurgence) => one.weekGain / UNITS[one.signal];
    const back = { signal, weekGain, factor: pace > 0 ? weekGain / pace : null };
    if (isBack && (!found || worth(back) > worth(found))) found = back;
  }
  return found;
}
