// The rules that any formula of ours must keep, whatever its numbers (design/ranking.md).
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SIGNALS, type Signal } from "../../../src/db/signals.ts";
import type { Candidate } from "../../../src/ranking/candidate.ts";
import { rankPapers } from "../../../src/ranking/rank-papers.ts";
import { UNITS } from "../../../src/ranking/signal-units.ts";
import { AT, aCandidate, candidates, hoursBefore, readings } from "./arbitrary-candidates.ts";

const DAY = 86_400_000;
const idsOf = (list: readonly Candidate[]) => rankPapers(list, AT).map((paper) => paper.paperId);

function rankOf(paperId: number, list: readonly Candidate[]): number {
  return idsOf(list).indexOf(paperId);
}

/** The list with its first candidate changed. */
function changed(list: readonly Candidate[], change: (one: Candidate) => Candidate): Candidate[] {
  return list.map((one, index) => (index === 0 ? change(one) : one));
}

describe("the rules of the ranking", () => {
  it("gives the same bytes for the same papers, in whatever order they come", () => {
    fc.assert(
      fc.property(
        candidates.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const turned = shuffled.map((one) => ({ ...one, series: [...one.series].reverse() }));
          expect(JSON.stringify(rankPapers(turned, AT))).toBe(JSON.stringify(rankPapers(list, AT)));
        },
      ),
    );
  });

  it("never lowers a paper for more of a known signal", () => {
    fc.assert(
      fc.property(
        candidates,
        fc.constantFrom(...SIGNALS),
        fc.nat(100_000),
        (list, signal, more) => {
          const raised = changed(list, (one) => {
            const own = one.series.filter((o) => o.signal === signal);
            const newest = own.sort((a, b) => +b.observedAt - +a.observedAt)[0];
            const series = one.series.map((o) =>
              o === newest ? { ...o, value: o.value + more } : o,
            );
            return { ...one, series };
          });
          expect(rankOf(0, raised)).toBeLessThanOrEqual(rankOf(0, list));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("never lowers a paper whose every count of a signal is higher by the same", () => {
    fc.assert(
      fc.property(candidates, fc.constantFrom(...SIGNALS), fc.nat(1000), (list, signal, more) => {
        const recent = list.map((one) => ({ ...one, listedAt: hoursBefore(100) }));
        const raised = changed(recent, (one) => ({
          ...one,
          series: one.series.map((o) =>
            o.signal === signal ? { ...o, value: o.value + more } : o,
          ),
        }));
        const inTime = (o: { observedAt: Date }) => o.observedAt >= hoursBefore(100);
        fc.pre(recent[0]?.series.every(inTime) ?? false);
        expect(rankOf(0, raised)).toBeLessThanOrEqual(rankOf(0, recent));
      }),
    );
  });

  it("never raises a paper for being older with the same signals", () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 1, max: 500 }), (list, days) => {
        const earlier = (date: Date | null) => date && new Date(date.getTime() - days * DAY);
        const aged = changed(list, (one) => ({
          ...one,
          publishedAt: earlier(one.publishedAt),
          listedAt: earlier(one.listedAt),
        }));
        expect(rankOf(0, aged)).toBeGreaterThanOrEqual(rankOf(0, list));
      }),
      { numRuns: 500 },
    );
  });

  it("does not take an unknown signal for zero", () => {
    for (const signal of SIGNALS) {
      const other = signal === "comments" ? "github_stars" : "comments";
      const known = readings(other, [20, 3], [4, 9]);
      const zeros = readings(signal, [20, 0], [4, 0]);
      const list = [
        aCandidate(1, { series: [...known, ...zeros] }),
        aCandidate(2, { series: known }),
      ];
      expect(idsOf(list), signal).toEqual([2, 1]);
    }
  });

  it("lets no paper of one field change the order of papers outside that field", () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const without = list.filter((one) => one.field !== "cs.CL");
        const outside = new Set(without.map((one) => one.paperId));
        expect(idsOf(list).filter((id) => outside.has(id))).toEqual(idsOf(without));
      }),
    );
  });

  it("lets no single signal decide when others are known", () => {
    const known = fc.uniqueArray(fc.constantFrom(...SIGNALS), { minLength: 3 });
    fc.assert(
      fc.property(known, fc.integer({ min: 100, max: 1e12 }), (signals, huge) => {
        const [first, ...rest] = signals as [Signal, ...Signal[]];
        const zeros = rest.flatMap((signal) => readings(signal, [20, 0], [4, 0]));
        const loud = [...readings(first, [20, 0], [4, huge]), ...zeros];
        const good = signals.flatMap((signal) =>
          readings(signal, [20, 50 * UNITS[signal]], [4, 100 * UNITS[signal]]),
        );
        const list = [aCandidate(1, { series: loud }), aCandidate(2, { series: good })];
        expect(idsOf(list)).toEqual([2, 1]);
      }),
    );
  });

  it("ranks every paper once, those without a signal last, and says why for each", () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const ranked = rankPapers(list, AT);
        expect(ranked.map((paper) => paper.rank)).toEqual(list.map((_, index) => index + 1));
        expect(new Set(ranked.map((paper) => paper.paperId)).size).toBe(list.length);
        const bases = ranked.map((paper) => paper.basis);
        expect(bases).toEqual([...bases].sort((a, b) => (a === b ? 0 : a === "signals" ? -1 : 1)));
        for (const { reasons, score, parts, basis } of ranked) {
          expect(reasons.length).toBeGreaterThan(0);
          expect(reasons.join()).not.toMatch(/NaN|undefined|Infinity/);
          const sum = Object.values(parts).reduce((total, part) => total + part, 0);
          if (basis === "signals") expect(score).toBeCloseTo(sum, 5);
        }
      }),
    );
  });
});
