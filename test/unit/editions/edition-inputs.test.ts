// What is frozen of a ranking gives the same ranking again.
import { expect, test } from "vitest";
import { EDITION_LENGTH } from "../../../src/editions/edition.ts";
import { freezeInputs, thawCandidate } from "../../../src/editions/edition-inputs.ts";
import type { Candidate } from "../../../src/ranking/candidate.ts";
import { rankPapers } from "../../../src/ranking/rank-papers.ts";

const at = new Date("2026-11-22T06:00:00Z");
const before = (hours: number) => new Date(at.getTime() - hours * 3_600_000);
const FIELDS = ["cs.CL", "cs.LG", "math.CO", null];

function candidate(paperId: number, observations: number): Candidate {
  const shade = (paperId * 7919) % 101;
  return {
    ...{ paperId, title: `Paper ${shade} of many`, hasCode: paperId % 3 === 0 },
    // An opening that is cut in the middle of a pair.
    abstract: `${"words ".repeat(66)}abc𝔸 and ${shade} more`,
    field: FIELDS[paperId % FIELDS.length] ?? null,
    publishedAt: paperId % 5 === 0 ? null : before(24 * (paperId % 9)),
    listedAt: before(24 * (paperId % 6) + 3),
    prior: paperId % 4 === 0 ? null : shade / 30,
    series: Array.from({ length: observations }, (_, index) => ({
      signal: index % 3 === 0 ? ("comments" as const) : ("upvotes" as const),
      observedAt: before(60 - 12 * index + (shade % 7)),
      value: shade * (index + 1) + 0.5,
    })),
  };
}

const many = (from: number, count: number, observations: number) =>
  Array.from({ length: count }, (_, index) => candidate(from + index, observations));

test.each([
  ["papers with signals fill the list", [...many(1, 260, 4), ...many(500, 90, 0)]],
  ["papers without signals end it", [...many(1, 80, 3), ...many(500, 300, 0)]],
  ["no paper has a signal", many(1, 250, 0)],
  ["there is no paper", []],
])("the same list comes out where %s", (_, candidates) => {
  const ranked = rankPapers(candidates, at).slice(0, EDITION_LENGTH);
  const stored = JSON.stringify(freezeInputs(candidates, ranked));
  expect(stored).not.toMatch(/\\ud[89a-f]/);
  const thawed = JSON.parse(stored).map(thawCandidate);
  expect(rankPapers(thawed, at).slice(0, EDITION_LENGTH)).toEqual(ranked);
});

test("what cannot have decided the list is not kept", () => {
  const candidates = [...many(1, 260, 4), ...many(500, 900, 0)];
  const ranked = rankPapers(candidates, at).slice(0, EDITION_LENGTH);
  const frozen = freezeInputs(candidates, ranked);
  expect(frozen).toHaveLength(260);
  expect(JSON.stringify(frozen).length / 260).toBeLessThan(300);
});
