// A paper made fit for a page.
import { expect, test } from "vitest";
import { viewOfRanked } from "../../../src/pages/paper-view.ts";

const snapshot = {
  title: "A title",
  abstract: "An abstract.",
  authors: ["Ada", "Ben"],
  categories: ["cs.CL"],
  arxivId: "2611.00001",
  doi: null,
  githubRepo: null,
  projectUrl: null,
  publishedAt: null,
};
const place = {
  ...{ paperId: 7, rank: 2, score: 1, parts: {} },
  ...{ basis: "signals" as const, resurgent: false },
};

test("reasons are one line, links lead to the paper's own page", () => {
  const view = viewOfRanked({ ...place, reasons: ["12 upvotes", "new code"], snapshot });
  expect(view).toMatchObject({ url: "/papers/7", rank: 2, reasons: "12 upvotes · new code" });
});

test("direction overrides and controls are taken out, an empty title is named, links stay safe", () => {
  const hostile = {
    ...snapshot,
    title: "\u202E\u0000",
    abstract: "a\u202Eb\u0007c",
    projectUrl: "javascript:alert(1)",
  };
  const view = viewOfRanked({ ...place, reasons: [], snapshot: hostile });
  expect(view.title).toBe("Untitled paper");
  expect(view.abstract).toBe("ab c");
  expect(view.facts.map((fact) => fact.url)).not.toContain("javascript:alert(1)");
});
