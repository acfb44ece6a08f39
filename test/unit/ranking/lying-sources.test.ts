// A source that lies must not make the order: garbage is dropped, a jump is doubted and told.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SIGNALS } from "../../../src/db/signals.ts";
import { rankPapers } from "../../../src/ranking/rank-papers.ts";
import { readSeries } from "../../../src/ranking/read-series.ts";
import { AT, aCandidate, candidates, hoursBefore, readings } from "./arbitrary-candidates.ts";

const garbage = fc.record({
  signal: fc.constantFrom(...SIGNALS),
  observedAt: fc.integer({ min: -500, max: 500 }).map(hoursBefore),
  value: fc.constantFrom(-1, -1e9, Number.NaN, Infinity, -Infinity),
});
const future = fc.record({
  signal: fc.constantFrom(...SIGNALS),
  observedAt: fc.integer({ min: -10_000, max: -1 }).map(hoursBefore),
  value: fc.nat(1e9),
});

describe("what a lying source can do", () => {
  it("changes nothing by negative, impossible or future counts", () => {
    fc.assert(
      fc.property(candidates, fc.array(fc.oneof(garbage, future)), (list, lies) => {
        const lied = list.map((one) => ({ ...one, series: [...one.series, ...lies] }));
        expect(rankPapers(lied, AT)).toEqual(rankPapers(list, AT));
      }),
    );
  });

  it("changes nothing by dates in the future: they count as unknown", () => {
    const series = readings("upvotes", [20, 5], [4, 9]);
    const unknown = aCandidate(1, { series, publishedAt: null, listedAt: null });
    const future = { ...unknown, publishedAt: hoursBefore(-24), listedAt: hoursBefore(-48) };
    expect(rankPapers([future], AT)).toEqual(rankPapers([unknown], AT));
  });

  it("is not believed when a count jumps a thousandfold, and the reader is told", () => {
    const jumped = aCandidate(1, { series: readings("upvotes", [20, 12], [4, 12_000]) });
    const loved = aCandidate(2, { series: readings("upvotes", [20, 90], [4, 260]) });
    const [first, second] = rankPapers([jumped, loved], AT);
    expect(first?.paperId).toBe(2);
    expect(second?.reasons).toContain("a jump to 12,000 upvotes is not believed yet");
  });

  it("is believed when the next day tells the same", () => {
    const series = readings("upvotes", [44, 12], [28, 900], [4, 950]);
    expect(readSeries(series, hoursBefore(48), AT).get("upvotes")).toMatchObject({
      value: 950,
      doubted: null,
    });
  });

  it("gains no speed by taking a count back", () => {
    const series = readings("upvotes", [44, 100], [20, 5]);
    expect(readSeries(series, hoursBefore(48), AT).get("upvotes")?.growth?.gain).toBe(0);
  });
});
