// Importing on a real database: one paper stays one paper, whoever tells of it and how often.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { papers } from "../../../src/db/paper-tables.ts";
import { importPapers } from "../../../src/papers/import-papers.ts";
import { listPaperObservations } from "../../../src/papers/observation-store.ts";
import { countPapers, findPaper, getPaperByArxivId } from "../../../src/papers/paper-store.ts";
import { createSeedSource } from "../../../src/sources/seeds/seed-source.ts";
import { firstCollection, foundPaper } from "../../found-paper.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

const now = new Date("2026-01-28T07:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.db.execute(sql`TRUNCATE ${papers} CASCADE`));

const load = (source: string, ...found: Parameters<typeof foundPaper>[0][]) =>
  importPapers({ db: database.db, now }, source, found.map(foundPaper));

it("the seeds go in once, however often they are told", async () => {
  const seeds = await createSeedSource().collect(now, () => {}, firstCollection(now));
  const run = () => importPapers({ db: database.db, now }, "seeds", seeds);
  expect(await run()).toEqual({ papers: 178, added: 178, observations: 11, refused: 0 });
  expect(await run()).toEqual({ papers: 178, added: 0, observations: 0, refused: 0 });
  expect(await countPapers(database.db)).toBe(178);
});

it("two imports at once make one paper of the same paper", async () => {
  const list = Array.from({ length: 40 }, (_, i) => ({
    arxivId: `2601.${String(i + 10_000)}`,
    title: `Paper number ${i} of a busy day`,
  }));
  const runs = await Promise.all([
    load("huggingface", ...list),
    load("arxiv", ...[...list].reverse()),
    load("huggingface", ...list),
  ]);
  expect(runs.map((r) => r.added).sort((a, b) => a - b)).toEqual([0, 0, 40]);
  expect(await countPapers(database.db)).toBe(40);
});

it("a seed without an id, a listing and a DOI become one paper", async () => {
  const title = "Towards an Étude of Identity in Archives";
  await load("seeds", { title, listedAt: new Date(0) });
  await load("huggingface", {
    title: title.toUpperCase(),
    arxivId: "2601.00007",
    authors: ["Ada One"],
  });
  await load("openalex", { title: "Another wording", arxivId: "2601.00007", doi: "10.1/x" });
  const counts = await load("openalex", {
    title: "A third wording",
    doi: "10.1/x",
    abstract: "Text",
  });
  expect(counts.added).toBe(0);
  expect(await getPaperByArxivId(database.db, "arXiv:2601.00007v3")).toMatchObject({
    title: "A third wording",
    doi: "10.1/x",
    authors: ["Ada One"],
    abstract: "Text",
    listedAt: new Date(0),
    provenance: { authors: "huggingface", listedAt: "seeds" },
  });
});

it("a DOI that two arXiv papers claim stays with the first", async () => {
  await load("arxiv", { arxivId: "2601.00001", title: "One", doi: "10.1/x" });
  await load("arxiv", { arxivId: "2601.00002", title: "Two", doi: "10.1/x" });
  expect(await getPaperByArxivId(database.db, "2601.00002")).toMatchObject({ doi: null });
});

it("keeps hostile text as text and drops what cannot be", async () => {
  const title = `'"\\ {x,"y"} $1 %s <script> ${"é".repeat(10)} \u{1f600}`;
  const signal = (value: number, observedAt = now) => ({
    signal: "upvotes" as const,
    value,
    observedAt,
  });
  const counts = await load(
    "huggingface",
    {
      title,
      authors: ['O"Neil, \\{NULL}', "NULL"],
      signals: [
        signal(-1),
        signal(Number.NaN),
        signal(Number.POSITIVE_INFINITY),
        signal(9, new Date("2027-01-01")),
        signal(5),
        signal(5),
      ],
    },
    { title: "" },
  );
  expect(counts).toEqual({ papers: 1, added: 1, observations: 1, refused: 4 });
  const [stored] = await database.db.select({ id: papers.id }).from(papers);
  const paper = await findPaper(database.db, String(stored?.id));
  expect(paper).toMatchObject({ title, authors: ['O"Neil, \\{NULL}', "NULL"], listedAt: now });
  expect(await listPaperObservations(database.db, stored?.id ?? 0)).toMatchObject([{ value: 5 }]);
});

it("an address that names no paper finds none", async () => {
  for (const name of ["0", "99999999999", "-1", "2601.99999", "nonsense", "'; --"]) {
    expect(await findPaper(database.db, name)).toBeNull();
  }
});
