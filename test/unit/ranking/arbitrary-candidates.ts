// Candidates for the property tests: any mix of fields, ages, known and unknown signals, with a few
// readings each, all before AT.
import fc from "fast-check";
import { SIGNALS } from "../../../src/db/signals.ts";
import type { Candidate, SignalObservation } from "../../../src/ranking/candidate.ts";

const HOUR = 3_600_000;
export const AT = new Date("2026-03-10T07:00:00Z");

export const hoursBefore = (hours: number): Date => new Date(AT.getTime() - hours * HOUR);

const date = fc.option(fc.integer({ min: 0, max: 24 * 60 }).map(hoursBefore), { nil: null });

const series = fc
  .uniqueArray(
    fc.record({
      signal: fc.constantFrom(...SIGNALS),
      hours: fc.integer({ min: 0, max: 24 * 40 }),
      value: fc.oneof(fc.nat(20), fc.nat(500), fc.nat(100_000)),
    }),
    { maxLength: 8, selector: ({ signal, hours }) => `${signal} ${hours}` },
  )
  .map((list): SignalObservation[] =>
    list.map(({ signal, hours, value }) => ({ signal, observedAt: hoursBefore(hours), value })),
  );

const candidate = fc.record({
  title: fc.constantFrom("On graphs", "On trees", "Fast diffusion", "Slow diffusion on graphs"),
  abstract: fc.constantFrom("", "We study trees.", "We study fast diffusion on large graphs."),
  field: fc.constantFrom(null, "cs.CL", "math.AG", "q-bio.NC"),
  publishedAt: date,
  listedAt: date,
  hasCode: fc.boolean(),
  series,
});

export const candidates: fc.Arbitrary<Candidate[]> = fc
  .array(candidate, { minLength: 1, maxLength: 12 })
  .map((list) => list.map((one, paperId) => ({ ...one, paperId })));

/** A plain candidate, listed a day ago in cs.CL, to be changed where a test cares. */
export function aCandidate(paperId: number, changes: Partial<Candidate> = {}): Candidate {
  return {
    paperId,
    title: `Paper ${paperId}`,
    abstract: "",
    field: "cs.CL",
    publishedAt: hoursBefore(30),
    listedAt: hoursBefore(24),
    hasCode: false,
    series: [],
    ...changes,
  };
}

/** Readings of a signal: [hours before AT, value]. */
export function readings(
  signal: SignalObservation["signal"],
  ...points: readonly (readonly [hours: number, value: number])[]
): SignalObservation[] {
  return points.map(([hours, value]) => ({ signal, observedAt: hoursBefore(hours), value }));
}
