// Turns the raw observations of one paper into one clean reading per signal. Garbage never reaches
// the formula: negative, non-finite and future values are dropped, and a jump beyond belief is cut
// down until the next day's observation confirms it.
import type { Signal } from "../db/signals.ts";
import type { SignalObservation } from "./candidate.ts";
import { groupBy } from "./group-by.ts";
import { UNITS } from "./signal-units.ts";

const HOUR = 3_600_000;
export const WEEK_HOURS = 168;
/** Speed is measured against an observation at least this much older: half a day evens the night out. */
export const SPEED_HOURS = 12;
/**
 * From one observation to the next a count is believed to grow fivefold and by 150 upvotes' worth
 * (from nothing, the first time): 4 of 16,472 real ones did more, and waited a day for it.
 */
export const BELIEVED_FACTOR = 5;
export const BELIEVED_JUMP = 150;

/** What is believed of one signal of one paper at the instant of ranking. */
export interface Reading {
  value: number;
  observedAt: Date;
  /** What came in the seven days before the observation; all of it, for a paper younger than that. */
  weekGain: number;
  /** Growth since the last observation at least half a day older; null: there is none. */
  growth: { gain: number; hours: number } | null;
  /** The source's number where it was cut down. */
  doubted: number | null;
}

export type Readings = ReadonlyMap<Signal, Reading>;

/**
 * One reading per signal with a sound observation at or before `at`. `since` is when the paper was
 * listed: its counts stood at zero then (null: unknown).
 */
export function readSeries(
  series: readonly SignalObservation[],
  since: Date | null,
  at: Date,
): Readings {
  const sound = series.filter((observation) => isSound(observation, at));
  const bySignal = groupBy(sound, (observation) => observation.signal);
  return new Map(
    [...bySignal]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([signal, list]) => [signal, readSignal(list.sort(inOrder), since)]),
  );
}

function isSound({ value, observedAt }: SignalObservation, at: Date): boolean {
  return Number.isFinite(value) && value >= 0 && observedAt.getTime() <= at.getTime();
}

function inOrder(a: SignalObservation, b: SignalObservation): number {
  return a.observedAt.getTime() - b.observedAt.getTime() || a.value - b.value;
}

function hoursFrom(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / HOUR;
}

/** `list` is oldest first and not empty. */
function readSignal(list: readonly SignalObservation[], since: Date | null): Reading {
  const last = list[list.length - 1] as SignalObservation;
  const before = list.findLast((o) => hoursFrom(o.observedAt, last.observedAt) >= SPEED_HOURS);
  const limit = (before?.value ?? 0) * BELIEVED_FACTOR + BELIEVED_JUMP * UNITS[last.signal];
  const value = Math.min(last.value, limit);
  const weekAgo = new Date(last.observedAt.getTime() - WEEK_HOURS * HOUR);
  const base = valueAt(weekAgo, [...list.slice(0, -1), { ...last, value }], since);
  return {
    value,
    observedAt: last.observedAt,
    weekGain: Math.max(0, value - base),
    growth: before
      ? {
          gain: Math.max(0, value - before.value),
          hours: hoursFrom(before.observedAt, last.observedAt),
        }
      : null,
    doubted: value < last.value ? last.value : null,
  };
}

/** The count at an instant, on straight lines between what was seen and the zero of the listing. */
function valueAt(instant: Date, list: readonly SignalObservation[], since: Date | null): number {
  const next = list.findIndex((o) => o.observedAt.getTime() > instant.getTime());
  const right = list[next] as SignalObservation;
  const left = list[next - 1] ?? { observedAt: since ?? right.observedAt, value: 0 };
  const width = hoursFrom(left.observedAt, right.observedAt);
  const share = width > 0 ? hoursFrom(left.observedAt, instant) / width : 0;
  return left.value + (right.value - left.value) * Math.max(0, share);
}
