// Nothing of the formula is left unexplained.
import { expect, test } from "vitest";
import { SIGNALS } from "../../../src/db/signals.ts";
import {
  FORMULA_NUMBERS,
  listTerms,
  listUnits,
  partName,
} from "../../../src/ranking/explain-formula.ts";
import { rankPapers } from "../../../src/ranking/rank-papers.ts";
import { NUMBERS } from "../../../src/ranking/score.ts";
import { UNITS } from "../../../src/ranking/signal-units.ts";

test("every number of the formula has a sentence that tells it", () => {
  const terms = listTerms();
  expect(terms.map(({ name, value }) => [name, value])).toEqual(Object.entries(NUMBERS));
  for (const { value, sentence } of terms) {
    expect(sentence).toContain(String(value));
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  }
  expect(new Set(terms.map((term) => term.sentence)).size).toBe(terms.length);
});

test("every signal's worth is told, and what is frozen with an edition holds all numbers", () => {
  expect(listUnits().map((unit) => unit.value)).toEqual(Object.values(UNITS));
  expect(FORMULA_NUMBERS).toMatchObject(NUMBERS);
  expect(Object.values(FORMULA_NUMBERS).every(Number.isFinite)).toBe(true);
});

test("every part of a score has a name that is not the code's own", () => {
  const at = new Date("2026-11-22T06:00:00Z");
  const before = (hours: number) => new Date(at.getTime() - hours * 3_600_000);
  const series = SIGNALS.flatMap((signal) => [
    { signal, observedAt: before(40), value: 10 },
    { signal, observedAt: before(4), value: 90 },
  ]);
  const paper = {
    ...{ paperId: 1, title: "A", abstract: "", field: "cs.CL", hasCode: true, prior: 3 },
    ...{ publishedAt: before(60), listedAt: before(50), series },
  };
  const twin = (paperId: number) => ({ ...paper, paperId, series: [] });
  const names = rankPapers([paper, twin(2), twin(3)], at).flatMap(({ parts }) =>
    Object.keys(parts),
  );
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(partName(name), name).not.toBe(name.replaceAll("_", " "));
});
