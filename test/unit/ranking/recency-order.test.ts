// Papers of which no count is known: by day, by what the authors promise, by recency, by novelty.
import { describe, expect, it } from "vitest";
import { authorPrior } from "../../../src/ranking/author-prior.ts";
import { noveltyOf } from "../../../src/ranking/novelty.ts";
import { rankPapers } from "../../../src/ranking/rank-papers.ts";
import { AT, aCandidate, hoursBefore, readings } from "./arbitrary-candidates.ts";

const idsOf = (...list: Parameters<typeof rankPapers>[0]) =>
  rankPapers(list, AT).map((paper) => paper.paperId);

describe("papers without a signal", () => {
  it("stand by recency behind every paper with one, and say so", () => {
    const list = [
      aCandidate(1, { publishedAt: hoursBefore(50) }),
      aCandidate(2, { publishedAt: hoursBefore(3) }),
      aCandidate(3, { publishedAt: null, listedAt: null }),
      aCandidate(4, { publishedAt: hoursBefore(900), series: readings("citations", [4, 0]) }),
    ];
    expect(idsOf(...list)).toEqual([4, 2, 1, 3]);
    const told = rankPapers(list, AT)[1];
    expect(told).toMatchObject({ score: null, basis: "recency" });
    expect(told?.reasons).toEqual(["no counts known yet, so by date", "published today"]);
  });

  it("stand by novelty when equally recent: the second of twins goes last", () => {
    const abstract = "Graph transformers for protein folding at scale";
    const list = [
      aCandidate(1, { title: "Folding proteins", abstract }),
      aCandidate(2, { title: "Folding proteins", abstract }),
      aCandidate(3, {
        title: "Weather prediction",
        abstract: "Rain radar nowcasting in mountains",
      }),
    ];
    expect(idsOf(...list).at(-1)).toBe(2);
  });

  it("of the same day stand by what their authors' earlier papers promise", () => {
    const morning = new Date("2026-03-09T01:00:00Z");
    const evening = new Date("2026-03-09T20:00:00Z");
    const list = [
      aCandidate(1, { publishedAt: morning, prior: authorPrior([[80, 40], [], [12]]) }),
      aCandidate(2, { publishedAt: evening, prior: authorPrior([[], [2]]) }),
      aCandidate(3, { publishedAt: evening }),
      aCandidate(4, { publishedAt: hoursBefore(2) }),
    ];
    expect(idsOf(...list)).toEqual([4, 1, 2, 3]);
    expect(rankPapers(list, AT)[1]?.reasons[1]).toMatch(
      /^earlier papers of its authors point to about \d+ upvotes$/,
    );
  });
});

describe("authorPrior", () => {
  it("counts the three best-known authors, and nothing for unknown ones", () => {
    expect(authorPrior([])).toBe(0);
    expect(authorPrior([[], []])).toBe(0);
    const three = authorPrior([[50], [40], [30]]);
    expect(authorPrior([[50], [40], [30], [1], [20]])).toBe(three);
    expect(authorPrior([[50], [40]])).toBeLessThan(three);
  });
});

describe("noveltyOf", () => {
  it("is 1 for words never seen before and 0 for a repetition", () => {
    const texts = ["quantum error codes", "protein folding", "quantum error codes", "soil maps"];
    const novelty = noveltyOf(texts.map((title) => ({ title, abstract: "" })));
    expect(novelty).toEqual([1, 1, 0, 1]);
  });
});
