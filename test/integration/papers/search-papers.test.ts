// Search over the seed papers: the field asked for comes first, pages join up, nothing breaks it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { editionPapers, editions } from "../../../src/db/edition-tables.ts";
import { importPapers } from "../../../src/papers/import-papers.ts";
import { searchPapers } from "../../../src/papers/search-papers.ts";
import { createSeedSource } from "../../../src/sources/seeds/seed-source.ts";
import { firstCollection } from "../../found-paper.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

const now = new Date("2026-01-28T07:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const seeds = await createSeedSource().collect(now, () => {}, firstCollection(now));
  await importPapers({ db: database.db, now }, "seeds", seeds);
});
afterAll(() => database.drop());

it("a question is answered by its field's papers, those that name it in the title first", async () => {
  const { papers } = await searchPapers(database.db, { q: "mechanistic interpretability" });
  expect(papers).toHaveLength(20);
  for (const paper of papers) {
    expect(`${paper.title} ${paper.abstract}`).toMatch(/mechanistic/i);
  }
  for (const paper of papers.slice(0, 10)) expect(paper.title).toMatch(/mechanistic interp/i);
});

it.each(["relevance", "new", "trending"] as const)(
  "pages by %s join up without a gap or a double",
  async (sort) => {
    const whole = await searchPapers(database.db, { q: "networks", sort, limit: 100 });
    const seen: number[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await searchPapers(database.db, {
        q: "networks",
        sort,
        limit: 7,
        cursor: cursor ?? undefined,
      });
      seen.push(...page.papers.map((p) => p.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(whole.papers.map((p) => p.id));
    expect(seen.length).toBeGreaterThan(14);
  },
);

it("without a question, newest first, the undated last", async () => {
  const { papers } = await searchPapers(database.db, { limit: 100 });
  const dates = papers.map((p) => p.publishedAt ?? p.listedAt);
  expect(dates).toEqual([...dates].sort((a, b) => b.getTime() - a.getTime()));
});

it("no question and no cursor is an error", async () => {
  const hostile = [
    "'",
    '"',
    '"un closed',
    "a & | ! ( )",
    "\u0000",
    "x".repeat(10_000),
    "%_\\",
    "-",
    "😀\ud800",
    "the of and",
  ];
  for (const q of hostile) {
    for (const cursor of [
      "x",
      "e30",
      Buffer.from('["new","2026-13-99",1]').toString("base64url"),
      Buffer.from('["new","5",1]').toString("base64url"),
    ]) {
      const page = await searchPapers(database.db, { q, cursor, limit: -3, category: q });
      expect(page.papers.length).toBeLessThanOrEqual(1);
    }
  }
});

it("by trend, the newest edition's ranking comes first, then the rest from new to old", async () => {
  const { db } = database;
  await db.insert(editions).values([
    { date: "2026-01-27", state: "published", rankedAt: now, candidates: 178 },
    { date: "2026-01-28", state: "published", rankedAt: now, candidates: 178 },
    { date: "2026-01-29", state: "skipped", rankedAt: now, candidates: 0 },
  ]);
  const ranked = (editionDate: string, rank: number, paperId: number) => ({
    ...{ editionDate, rank, paperId, basis: "recency" as const },
    ...{ parts: {}, reasons: [], snapshot: {} as never },
  });
  await db
    .insert(editionPapers)
    .values([ranked("2026-01-27", 1, 5), ranked("2026-01-28", 1, 9), ranked("2026-01-28", 2, 7)]);
  const trending = await searchPapers(db, { sort: "trending", limit: 4 });
  const newest = await searchPapers(db, { sort: "new", limit: 2 });
  expect(trending.papers.map((p) => p.id)).toEqual([9, 7, ...newest.papers.map((p) => p.id)]);
  const rest = await searchPapers(db, { sort: "trending", cursor: trending.nextCursor ?? "" });
  expect(rest.papers.map((p) => p.id)).not.toContain(9);
});
