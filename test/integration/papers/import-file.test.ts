// `papers import`: what goes in, and how a fault is told.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importFile } from "../../../src/papers/import-file.ts";
import { countPapers, getPaperByArxivId } from "../../../src/papers/paper-store.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

let database: TestDatabase;
let dir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dir = await mkdtemp(join(tmpdir(), "paperboy-import-"));
});
afterAll(async () => {
  await database.drop();
  await rm(dir, { recursive: true });
});

async function load(text: string) {
  const file = join(dir, "papers.jsonl");
  await writeFile(file, text);
  return importFile({ db: database.db, now: new Date("2026-01-28T07:00:00Z") }, file);
}

it("takes a list and lines alike, twice without a change", async () => {
  const paper = { title: "One of mine", arxivId: "2601.00001v2", listedOn: "2026-01-27" };
  expect(await load(JSON.stringify([paper]))).toEqual({
    papers: 1,
    added: 1,
    observations: 0,
    refused: 0,
  });
  const lines = `${JSON.stringify(paper)}\r\n\n${JSON.stringify({ title: "Another of mine" })}\n`;
  expect(await load(lines)).toEqual({ papers: 2, added: 1, observations: 0, refused: 0 });
  expect(await getPaperByArxivId(database.db, "2601.00001")).toMatchObject({
    listedAt: new Date("2026-01-27"),
  });
});

it("names the file and the place of a fault, and then stores nothing", async () => {
  const before = await countPapers(database.db);
  const faults: [string, RegExp][] = [
    ['{"title":"Good one"}\n{"title":', /papers\.jsonl, line 2: not JSON/],
    ['[{"title":"Good one"},{"title":5}]', /papers\.jsonl, paper 2: title must be a text/],
    ['{"title":"x","upvotes":3}', /line 1: upvotesObservedAt must say when/],
    ['{"title":"x","publishedAt":"yesterday"}', /publishedAt must be an instant such as/],
    ["[1", /not JSON/],
  ];
  for (const [text, message] of faults) await expect(load(text)).rejects.toThrow(message);
  await expect(
    importFile({ db: database.db, now: new Date(0) }, join(dir, "absent.json")),
  ).rejects.toThrow(/absent\.json cannot be read/);
  expect(await countPapers(database.db)).toBe(before);
});
