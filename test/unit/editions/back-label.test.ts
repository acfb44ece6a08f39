// The label of a paper that comes again.
import { expect, test } from "vitest";
import { backLabel } from "../../../src/editions/back-label.ts";

const since = new Date("2026-11-03T23:59:59Z");
const at = new Date("2026-11-22T06:00:00Z");
const seen = (day: string, value: number, signal: "upvotes" | "github_stars" = "upvotes") => ({
  ...{ signal, value },
  observedAt: new Date(`2026-${day}T05:00:00Z`),
});

test("says how many times as much as when it was last shown, by the signal that grew most", () => {
  const series = [
    seen("11-01", 20),
    seen("11-02", 10, "github_stars"),
    seen("11-20", 30),
    seen("11-21", 125, "github_stars"),
    seen("11-23", 9_999),
  ];
  expect(backLabel(series, since, at)).toBe("back: 12× since 3 Nov");
});

test("says only since when where the counts do not tell how often", () => {
  expect(backLabel([], since, at)).toBe("back since 3 Nov");
  expect(backLabel([seen("11-20", 50)], since, at)).toBe("back since 3 Nov");
  expect(backLabel([seen("11-01", 0), seen("11-20", 50)], since, at)).toBe("back since 3 Nov");
  expect(backLabel([seen("11-01", 40), seen("11-20", 50)], since, at)).toBe("back since 3 Nov");
});
