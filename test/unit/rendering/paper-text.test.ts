// The small pure pieces of a paper's card.
import { expect, test } from "vitest";
import { cleanText, cutAtWord, wrapText } from "../../../src/rendering/clean-text.ts";
import { authorsLine, paperFacts, webUrl } from "../../../src/rendering/paper-line.ts";
import { samplePaper } from "./mail-samples.ts";

test("long text is cut at a word, short text is left alone", () => {
  expect(cutAtWord("one two three", 13)).toBe("one two three");
  expect(cutAtWord("one two, three", 11)).toBe("one two…");
  expect(cutAtWord("一二三四五六", 4)).toBe("一二三…");
  expect(cutAtWord("ab👩‍🔬cd", 4).isWellFormed()).toBe(true);
  expect(cleanText(" a\n\tb\u00a0 c ", 20)).toBe("a b c");
});

test("lines keep to their width, and a longer word stands alone", () => {
  expect(wrapText("aa bb cc", 5)).toBe("aa bb\ncc");
  expect(wrapText("a https://example.org/long b", 10, "  ")).toBe(
    "  a\n  https://example.org/long\n  b",
  );
});

test.each([
  [[], ""],
  [["A"], "A"],
  [["A", "B", "C", "D"], "A, B, C, D"],
  [["A", "B", "C", "D", "E"], "A, B, C and 2 more"],
])("the authors %j read %j", (authors, line) => {
  expect(authorsLine(authors)).toBe(line);
});

test("facts are those that are known, and only those", () => {
  expect(paperFacts(samplePaper(1).snapshot)).toEqual([
    { label: "arXiv 2405.10927", url: "https://arxiv.org/abs/2405.10927" },
    { label: "cs.CL" },
    { label: "cs.LG" },
    { label: "20 Nov 2026" },
    { label: "Code", url: "https://github.com/octo/paper" },
  ]);
  const nothing = { arxivId: null, categories: [], githubRepo: null, publishedAt: "soon" };
  expect(paperFacts(samplePaper(1, nothing).snapshot)).toEqual([]);
  const url = { githubRepo: "https://github.com/Octo/Paper/", arxivId: null, categories: [] };
  expect(paperFacts(samplePaper(1, url).snapshot).at(-1)?.url).toBe(
    "https://github.com/Octo/Paper",
  );
});

test("only web addresses are links", () => {
  expect(webUrl("https://example.org/a b")).toBe("https://example.org/a%20b");
  for (const bad of [null, "", "x", "data:text/html,x", "javascript:1", "https://u:p@x.org"]) {
    expect(webUrl(bad)).toBeNull();
  }
});
