// The measures are checked by hand, since every claim about the formula rests on them.
import { describe, expect, it } from "vitest";
import { bootstrapMean } from "../../../src/ranking/bootstrap.ts";
import { morningsBetween } from "../../../src/ranking/measure-formulas.ts";
import { gainCaptured, precision, spearman } from "../../../src/ranking/ranking-metrics.ts";

const gains = [10, 0, 5, 20, 5];

describe("the measures of a ranking", () => {
  it("are one for the order of the gains themselves", () => {
    expect(gainCaptured(gains, gains, 2)).toBe(1);
    expect(precision(gains, gains, 2)).toBe(1);
    expect(spearman(gains, gains)).toBeCloseTo(1);
  });

  it("count what was chosen against the best that could be", () => {
    const scores = [5, 4, 3, 2, 1];
    expect(gainCaptured(scores, gains, 2)).toBeCloseTo(10 / 30);
    expect(precision(scores, gains, 2)).toBe(0.5);
  });

  it("share the rank among equals, as Spearman's does", () => {
    expect(spearman([1, 2, 3], [1, 1, 2])).toBeCloseTo(Math.sqrt(3) / 2);
    expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
    expect(spearman([1, 1, 1], [3, 2, 1])).toBe(0);
  });

  it("give the same interval for the same days, with the mean inside", () => {
    const values = [0.2, 0.4, 0.9, 0.5, 0.6];
    const { mean, low, high } = bootstrapMean(values);
    expect(bootstrapMean(values)).toEqual({ mean, low, high });
    expect(mean).toBeCloseTo(0.52);
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
  });

  it("are taken at seven in the morning UTC of every day of the span", () => {
    const days = morningsBetween(
      new Date("2026-02-27T00:00:00Z"),
      new Date("2026-03-01T00:00:00Z"),
    );
    expect(days.map((day) => day.toISOString())).toEqual([
      "2026-02-27T07:00:00.000Z",
      "2026-02-28T07:00:00.000Z",
      "2026-03-01T07:00:00.000Z",
    ]);
  });
});
