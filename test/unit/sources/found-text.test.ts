// Strangers' text becomes one clean line.
import { expect, it } from "vitest";
import { cleanNames, cleanText } from "../../../src/sources/found-text.ts";

it("folds line breaks and drops what no eye sees", () => {
  expect(cleanText("Two\n  lines\u0000\u202e and\u200b\ufeff a\u00a0space", 100)).toBe(
    "Two lines and a space",
  );
});

it("mends broken code points and keeps whole ones", () => {
  expect(cleanText("a\ud800b 😀 ∑", 100)).toBe("ab 😀 ∑");
  expect(cleanText("😀😀😀", 4)).toBe("😀…");
});

it("cuts a megabyte at once", () => {
  expect(cleanText("x".repeat(1_000_000), 50)).toHaveLength(50);
});

it("keeps names in their order, a hundred at most", () => {
  expect(cleanNames(["Ada", "  ", "Bo\nTwo"])).toEqual(["Ada", "Bo Two"]);
  expect(cleanNames(Array(3000).fill("N"))).toHaveLength(100);
});
