// The words of a ranking, as its reader sees them.
import { describe, expect, it } from "vitest";
import { rankPapers } from "../../../src/ranking/rank-papers.ts";
import { AT, aCandidate, hoursBefore, readings } from "./arbitrary-candidates.ts";

describe("the reasons of a ranked paper", () => {
  it("tell growth, other counts, its place in its field, code and age", () => {
    const star = aCandidate(0, {
      hasCode: true,
      publishedAt: hoursBefore(80),
      listedAt: hoursBefore(40),
      series: [
        ...readings("upvotes", [26, 60], [2, 372]),
        ...readings("comments", [2, 0]),
        ...readings("github_stars", [2, 1204]),
      ],
    });
    const others = Array.from({ length: 49 }, (_, index) =>
      aCandidate(index + 1, { series: readings("upvotes", [26, 3], [2, 5]) }),
    );
    expect(rankPapers([star, ...others], AT)[0]?.reasons).toEqual([
      "+312 upvotes in 24 h (to 372)",
      "1,204 GitHub stars",
      "top 2 % of cs.CL",
      "code released",
      "published 3 days ago",
    ]);
  });

  it("speak of one upvote in the singular, and of a listing where publication is unknown", () => {
    const paper = aCandidate(1, { publishedAt: null, series: readings("upvotes", [2, 1]) });
    expect(rankPapers([paper], AT)[0]?.reasons).toEqual(["1 upvote", "listed yesterday"]);
  });

  it("label an old paper that grows again, and only that", () => {
    const old = { publishedAt: hoursBefore(24 * 400), listedAt: hoursBefore(24 * 399) };
    const list = [
      aCandidate(1, { ...old, series: readings("upvotes", [24 * 8, 57], [24 * 7, 57], [3, 117]) }),
      aCandidate(2, { ...old, series: readings("upvotes", [24 * 8, 57], [3, 58]) }),
    ];
    const [back, still] = rankPapers(list, AT);
    expect(back).toMatchObject({ paperId: 1, resurgent: true });
    expect(back?.reasons[0]).toMatch(/^back: \+60 upvotes in a week, \d+ times its usual$/);
    expect(still).toMatchObject({ paperId: 2, resurgent: false });
  });

  it("let a resurgent paper compete with new ones of the same growth", () => {
    const old = { publishedAt: hoursBefore(24 * 400), listedAt: hoursBefore(24 * 399) };
    const list = [
      aCandidate(1, { ...old, series: readings("upvotes", [24 * 8, 20], [24, 20], [1, 320]) }),
      aCandidate(2, {
        listedAt: hoursBefore(24 * 6),
        series: readings("upvotes", [24, 5], [1, 7]),
      }),
    ];
    expect(rankPapers(list, AT).map((paper) => paper.paperId)).toEqual([1, 2]);
  });
});
