// Two rows that turn out to be one paper: everything that hung on either hangs on the one that stays.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { editionPapers, editions } from "../../../src/db/edition-tables.ts";
import { importPapers } from "../../../src/papers/import-papers.ts";
import { listPaperObservations } from "../../../src/papers/observation-store.ts";
import { countPapers, getPaper, getPaperByArxivId } from "../../../src/papers/paper-store.ts";
import { countedPaper } from "../../../src/sources/source.ts";
import { foundPaper } from "../../found-paper.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

const now = new Date("2026-01-28T07:00:00Z");
const earlier = new Date("2026-01-27T07:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("a counting source's further name joins them, and a reader's edition still finds its paper", async () => {
  const { db } = database;
  const load = (source: string, ...found: ReturnType<typeof foundPaper>[]) =>
    importPapers({ db, now }, source, found);
  const votes = (value: number, observedAt: Date) => ({
    signal: "upvotes" as const,
    ...{ value, observedAt },
  });
  await load(
    "huggingface",
    foundPaper({
      arxivId: "2601.00001",
      title: "As a preprint it was called this",
      signals: [votes(3, now)],
    }),
  );
  await load(
    "import",
    foundPaper({
      doi: "10.1/x",
      title: "In the journal it has another name",
      abstract: "The abstract",
      listedAt: earlier,
      signals: [votes(1, earlier), votes(2, now)],
    }),
  );
  const [first, second] = [await getPaper(db, 1), await getPaper(db, 2)];
  expect(second).toMatchObject({ doi: "10.1/x" });
  await db
    .insert(editions)
    .values({ date: "2026-01-27", state: "published", rankedAt: now, candidates: 1 });
  await db.insert(editionPapers).values({
    ...{ editionDate: "2026-01-27", rank: 1, paperId: 2, basis: "recency" },
    ...{ parts: {}, reasons: [], snapshot: {} as never },
  });
  const counts = await load(
    "openalex",
    countedPaper({ arxivId: "2601.00001", doi: "10.1/x" }, [
      { signal: "cited_by", value: 5, observedAt: now },
    ]),
  );
  expect(counts).toMatchObject({ papers: 1, added: 0, observations: 1 });
  expect(await countPapers(db)).toBe(1);
  expect(await getPaperByArxivId(db, "2601.00001")).toMatchObject({
    id: first?.id,
    title: "As a preprint it was called this",
    abstract: "The abstract",
    doi: "10.1/x",
    listedAt: earlier,
  });
  expect((await listPaperObservations(db, 1)).map((o) => [o.signal, o.value])).toEqual([
    ["upvotes", 1],
    ["upvotes", 3],
    ["cited_by", 5],
  ]);
  const [shown] = await db.select().from(editionPapers).where(eq(editionPapers.rank, 1));
  expect(shown?.paperId).toBe(1);
});

it("what is only counted never makes a paper", async () => {
  const counted = countedPaper({ arxivId: "2601.99998", doi: null }, []);
  expect(await importPapers({ db: database.db, now }, "hackernews", [counted])).toEqual({
    ...{ papers: 0, added: 0, observations: 0, refused: 0 },
  });
});
