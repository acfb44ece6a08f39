// What a reading says of a series: the count, what the week brought, and how fast it grows.
import { describe, expect, it } from "vitest";
import { readSeries } from "../../../src/ranking/read-series.ts";
import { AT, hoursBefore, readings } from "./arbitrary-candidates.ts";

describe("readSeries", () => {
  it("gives a young paper all of its count as the week's, and its growth since half a day ago", () => {
    const series = readings("upvotes", [24, 10], [9, 30], [2, 34]);
    expect(readSeries(series, hoursBefore(31), AT).get("upvotes")).toEqual({
      value: 34,
      observedAt: hoursBefore(2),
      weekGain: 34,
      growth: { gain: 24, hours: 22 },
      doubted: null,
    });
  });

  it("gives an old paper only what the last seven days brought", () => {
    const series = readings("citations", [24 * 14, 100], [24 * 7, 120], [0, 150]);
    expect(readSeries(series, hoursBefore(24 * 300), AT).get("citations")?.weekGain).toBe(30);
  });

  it("spreads the count of an old paper that was read once over its life", () => {
    const series = readings("github_stars", [0, 500]);
    const reading = readSeries(series, hoursBefore(24 * 70), AT).get("github_stars");
    expect(reading?.weekGain).toBeCloseTo(50);
    expect(reading?.growth).toBeNull();
  });
});
