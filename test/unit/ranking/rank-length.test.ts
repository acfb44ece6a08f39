// A list cut off while it is made is the whole list cut off, to the byte.
import { expect, it } from "vitest";
import { rankPapers } from "../../../src/ranking/rank-papers.ts";
import { AT, aCandidate, hoursBefore, readings } from "./arbitrary-candidates.ts";

const candidates = [
  ...[40, 10, 70].map((count, at) =>
    aCandidate(at + 1, { series: readings("upvotes", [count, 0]) }),
  ),
  ...[5, 5, 30].map((hours, at) => aCandidate(at + 4, { publishedAt: hoursBefore(hours) })),
];

it.each([0, 1, 3, 4, 6, 99])("the first %i are the same", (length) => {
  const whole = rankPapers(candidates, AT);
  expect(rankPapers(candidates, AT, length)).toEqual(whole.slice(0, length));
});
