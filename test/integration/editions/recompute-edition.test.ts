// An edition's order can be computed again from what is stored with it, to the byte, whatever was
// learnt, corrected, joined or thinned out after it was frozen.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "../../../src/context.ts";
import { getEdition } from "../../../src/editions/edition-store.ts";
import { publishEdition } from "../../../src/editions/publish-edition.ts";
import { recomputeEdition } from "../../../src/editions/recompute-edition.ts";
import { importPapers } from "../../../src/papers/import-papers.ts";
import { thinOldObservations } from "../../../src/papers/thin-observations.ts";
import type { FoundPaper } from "../../../src/sources/source.ts";
import { fakeSource, foundPaper } from "../../found-paper.ts";
import { createTestContext } from "../../test-context.ts";

const DATE = "2026-11-23";
const rankedAt = new Date("2026-11-23T06:00:00Z");
const hours = (count: number) => new Date(rankedAt.getTime() + count * 3_600_000);
let ctx: Context;

const SURNAMES = ["Ada", "Byron", "Curie", "Dirac", "Euler", "Fermi", "Gauss"];

/** Some with several signals, some old, some without any, some alike but for their words. */
function told(n: number, over: Partial<FoundPaper> = {}): FoundPaper {
  const day = -24 * (n % 9) - 5;
  const upvotes = [40, 28, 16, 4].map((ago, index) => ({
    signal: "upvotes" as const,
    value: ((n * 37) % 90) * (index + 1),
    observedAt: hours(-ago),
  }));
  return foundPaper({
    arxivId: `2611.${String(n).padStart(5, "0")}`,
    title: `Study number ${n} of the matter ${n % 4}`,
    abstract: `We look at matter ${n % 6} with ${SURNAMES[n % 7]}'s method.`,
    authors: [`${SURNAMES[n % 7]} ${SURNAMES[n % 5]}`],
    categories: [["cs.CL", "cs.LG", "math.CO"][n % 3] as string],
    publishedAt: hours(n % 10 === 0 ? -24 * 400 : day),
    listedAt: hours(n % 10 === 0 ? -24 * 390 : day),
    githubRepo: n % 4 === 0 ? `octo/study-${n}` : null,
    signals: n % 3 === 0 ? [] : upvotes,
    ...over,
  });
}

beforeEach(async () => {
  ctx = await createTestContext({}, { now: () => rankedAt });
  const papers = Array.from({ length: 60 }, (_, index) => told(index + 1));
  const source = fakeSource("huggingface", async () => papers);
  await publishEdition({ ...ctx, sources: [source] }, DATE);
});
afterEach(() => ctx.close());

const learn = (found: FoundPaper[], at = hours(30), source = "arxiv") =>
  importPapers({ db: ctx.db, now: at }, source, found);

test("nothing that comes later moves it: counts, corrections, new and dated-back papers, thinning", async () => {
  const before = await getEdition(ctx.db, DATE);
  expect(before?.papers.filter((paper) => paper.basis === "signals").length).toBeGreaterThan(30);
  expect(before?.papers.some((paper) => paper.resurgent)).toBe(true);
  expect(await recomputeEdition(ctx.db, DATE)).toEqual({ kind: "same", papers: 60 });

  const late = { signal: "upvotes" as const, value: 4_000, observedAt: hours(24) };
  const datedBack = { ...late, observedAt: hours(-2), value: 77 };
  const corrected = Array.from({ length: 60 }, (_, index) =>
    told(index + 1, {
      title: `Quite another title ${index}`,
      abstract: "Rewritten.",
      categories: ["stat.ML"],
      publishedAt: hours(-24 * 20),
      listedAt: hours(-24 * 21),
      githubRepo: "octo/new",
      signals: [late, datedBack],
    }),
  );
  const unknown = told(900, { listedAt: hours(-10), signals: [{ ...datedBack, value: 3_000 }] });
  await learn([...corrected, unknown]);
  await thinOldObservations({ ...ctx, now: hours(24 * 40) });
  await ctx.pool.query("DELETE FROM observations WHERE observed_at < $1", [hours(-20)]);

  expect(await recomputeEdition(ctx.db, DATE)).toEqual({ kind: "same", papers: 60 });
  expect(await getEdition(ctx.db, DATE)).toEqual(before);
});

test("two papers that turn out to be one do not move it either", async () => {
  const twin = told(1, { arxivId: null, doi: "10.1000/1", title: "Known by its DOI alone so far" });
  await learn([{ ...twin, listedAt: hours(-8), signals: told(2).signals }], hours(-1));
  const later = "2026-11-24";
  await publishEdition({ ...ctx, sources: [] }, later);
  await learn([told(1, { doi: "10.1000/1" })]);
  const { rows } = await ctx.pool.query("SELECT count(*)::int AS papers FROM papers");
  expect(rows[0].papers).toBe(60);
  expect(await recomputeEdition(ctx.db, later)).toEqual({ kind: "same", papers: 61 });
});

test("a list that was tampered with is noticed, at its rank", async () => {
  await ctx.pool.query("UPDATE edition_papers SET score = score + 0.000001 WHERE rank = 3");
  await ctx.pool.query("UPDATE edition_papers SET reasons = '{bought}' WHERE rank = 5");
  expect(await recomputeEdition(ctx.db, DATE)).toEqual({ kind: "different", ranks: [3, 5] });
});

test("what cannot be computed again is told apart: other numbers, no inputs, no edition", async () => {
  await ctx.pool.query(`UPDATE edition_inputs SET numbers = numbers || '{"ceiling": 1}'`);
  expect(await recomputeEdition(ctx.db, DATE)).toMatchObject({
    kind: "other-formula",
    numbers: { ceiling: 1 },
  });
  await ctx.pool.query("DELETE FROM edition_inputs");
  expect(await recomputeEdition(ctx.db, DATE)).toEqual({ kind: "no-inputs" });
  expect(await recomputeEdition(ctx.db, "2026-11-01")).toEqual({ kind: "no-edition" });
});

test("TeX is frozen as people read it, and kept as the source wrote it", async () => {
  const tex = told(500, { title: "An $O(n^{2})$ bound", abstract: "Over $\\mathbb{R}^d$." });
  await learn([tex], hours(-1));
  await publishEdition({ ...ctx, sources: [] }, "2026-11-24");
  const edition = await getEdition(ctx.db, "2026-11-24");
  const frozen = edition?.papers.find((paper) => paper.snapshot.arxivId === "2611.00500");
  expect(frozen?.snapshot).toMatchObject({ title: "An O(n²) bound", abstract: "Over ℝᵈ." });
  const { rows } = await ctx.pool.query("SELECT title FROM papers WHERE arxiv_id = '2611.00500'");
  expect(rows[0].title).toBe("An $O(n^{2})$ bound");
});
