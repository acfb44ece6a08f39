// What a ranking is fed: only what was known at its instant.
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type CandidateRow,
  listArchive,
  listCandidates,
  listWords,
} from "../../../src/papers/candidate-store.ts";
import { importPapers } from "../../../src/papers/import-papers.ts";
import type { FoundSignal } from "../../../src/sources/source.ts";
import { foundPaper } from "../../found-paper.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

const day = (n: number) => new Date(Date.UTC(2026, 0, n, 7));
const votes = (n: number, value: number): FoundSignal => ({
  signal: "upvotes",
  value,
  observedAt: day(n),
});
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const found = [
    {
      title: "Fresh",
      categories: ["cs.CL"],
      githubRepo: "a/b",
      listedAt: day(27),
      signals: [votes(27, 1), votes(28, 9), votes(30, 99)],
    },
    { title: "Future", listedAt: day(29) },
    { title: "Back again", listedAt: day(3), signals: [votes(3, 5), votes(28, 60)] },
    {
      title: "Old and quiet",
      listedAt: day(4),
      publishedAt: day(2),
      signals: [votes(3, 5), votes(28, 5)],
    },
    { title: "Old and silent", listedAt: day(5) },
    {
      title: "Old citations",
      listedAt: day(1),
      signals: [{ signal: "citations", value: 900, observedAt: day(28) } as const],
    },
  ];
  await importPapers({ db: database.db, now: day(31) }, "huggingface", found.map(foundPaper));
});
afterAll(() => database.drop());

async function titlesOf(rows: readonly CandidateRow[]) {
  const ids = rows.map((row) => row.paperId);
  const words = await listWords(database.db, ids);
  return ids.map((id) => words.get(id)?.title);
}

it("are the papers of the window and those that moved, with what was observed until then", async () => {
  const candidates = await listCandidates(database.db, day(28));
  expect(await titlesOf(candidates)).toEqual(["Fresh", "Back again"]);
  expect(candidates[0]).toMatchObject({
    field: "cs.CL",
    hasCode: true,
    listedAt: day(27),
    publishedAt: null,
    series: [votes(27, 1), votes(28, 9)],
  });
  expect(candidates[1]).toMatchObject({ field: null, hasCode: false });
});

it("the archive is everything before the window, newest first", async () => {
  const archive = await listArchive(database.db, day(28), 3);
  expect(await titlesOf(archive)).toEqual(["Old and silent", "Back again", "Old and quiet"]);
});
