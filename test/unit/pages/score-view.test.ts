// A score's parts, drawn and rounded.
import fc from "fast-check";
import { expect, test } from "vitest";
import { viewOfScore } from "../../../src/pages/score-view.ts";

const number = (text: string) => Math.round(Number(text.replace("−", "-")) * 100);

test("gains come first, each bar begins where the one before ended", () => {
  const view = viewOfScore(3, { age: -1, upvotes: 3, upvotes_speed: 1 });
  expect(view?.rows.map(({ name, value, from, width }) => [name, value, from, width])).toEqual([
    ["Upvotes on Hugging Face, this week", "+3.00", 0, 75],
    ["Upvotes on Hugging Face, a day", "+1.00", 75, 25],
    ["Age of the paper when it was counted", "−1.00", 75, 25],
  ]);
  expect(view).toMatchObject({ total: "+3.00", zero: 0, totalFrom: 0, totalWidth: 75 });
});

test("what is shown adds up to the score that is shown, to the last digit", () => {
  const part = fc.integer({ min: -9_000_000, max: 9_000_000 }).map((value) => value / 1e6);
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("age", "waiting", "upvotes", "x", "y"), part),
      (parts) => {
        const score = Object.values(parts).reduce((sum, value) => sum + value, 0);
        const view = viewOfScore(score, parts);
        const shown = (view?.rows ?? []).reduce((sum, row) => sum + number(row.value), 0);
        expect(shown).toBe(number(view?.total ?? ""));
        for (const { from, width } of view?.rows ?? []) {
          expect(from >= 0 && from + width <= 101).toBe(true);
        }
      },
    ),
  );
});

test("without a score there is nothing to draw", () => {
  expect(viewOfScore(null, { prior: 2 })).toBeNull();
});
