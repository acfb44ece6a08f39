// The cold start: of papers that nobody has counted yet, those whose authors were upvoted before
// come first, and a paper never vouches for itself.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "../../../src/context.ts";
import { gatherCandidates } from "../../../src/editions/gather-candidates.ts";
import { draftEdition } from "../../../src/editions/publish-edition.ts";
import { collectPapers } from "../../../src/papers/collect-papers.ts";
import type { FoundPaper } from "../../../src/sources/source.ts";
import { fakeSource, foundPaper } from "../../found-paper.ts";
import { createTestContext } from "../../test-context.ts";

const AT = new Date("2026-11-23T07:00:00Z");
let ctx: Context;
beforeEach(async () => {
  ctx = await createTestContext();
});
afterEach(() => ctx.close());

const day = (date: string) => new Date(`${date}T00:00:00Z`);

async function collect(papers: FoundPaper[]): Promise<void> {
  const source = fakeSource("huggingface", async () => papers);
  await collectPapers({ ...ctx, sources: [source], now: AT });
}

function paper(arxivId: string, listed: string, authors: string[], upvotes?: number): FoundPaper {
  const observedAt = day("2026-11-20");
  return foundPaper({
    arxivId,
    title: `The paper numbered ${arxivId}`,
    authors,
    publishedAt: day(listed),
    listedAt: day(listed),
    signals: upvotes === undefined ? [] : [{ signal: "upvotes", value: upvotes, observedAt }],
  });
}

test("among papers without a count, known authors come before unknown ones", async () => {
  await collect([
    paper("2610.00001", "2026-10-01", ["Ada Known", "Nobody Else"], 120),
    paper("2610.00002", "2026-10-02", ["Ada Known"], 80),
    paper("2611.00001", "2026-11-22", ["Someone New"]),
    paper("2611.00002", "2026-11-22", ["Ada Known", "Someone New"]),
  ]);
  const { papers } = await draftEdition(ctx.db, AT);
  const silent = papers.filter((one) => one.basis === "recency");
  expect(silent.map((one) => one.snapshot.arxivId)).toEqual(["2611.00002", "2611.00001"]);
  // Mean of ln(1 + upvotes) over the author's two earlier papers.
  expect(silent[0]?.parts.prior).toBeCloseTo((Math.log(121) + Math.log(81)) / 2, 5);
});

test("a paper's own upvotes and those of later papers say nothing of its authors", async () => {
  await collect([
    paper("2611.00001", "2026-11-19", ["Ada Known"], 90),
    paper("2611.00002", "2026-11-21", ["Ada Known"], 300),
  ]);
  const priors = (await gatherCandidates(ctx.db, AT)).map((one) => one.prior ?? null);
  expect(priors).toEqual([null, Math.log1p(90)]);
});
