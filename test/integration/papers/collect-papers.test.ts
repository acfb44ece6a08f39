// A collection: each source alone in its failure, and on record.
import { afterAll, beforeAll, expect, it } from "vitest";
import { SourceError } from "../../../src/errors.ts";
import { createLog } from "../../../src/log.ts";
import { collectPapers } from "../../../src/papers/collect-papers.ts";
import { listLastCollections } from "../../../src/papers/collection-store.ts";
import { fakeSource, foundPaper } from "../../found-paper.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

const now = new Date("2026-01-28T07:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("a source that fails is named, the others are stored", async () => {
  const failing = async () => {
    throw new SourceError("arxiv", "arxiv cannot be read at https://example.org: it is down");
  };
  const reports = await collectPapers({
    db: database.db,
    log: createLog("silent"),
    now,
    sources: [fakeSource("arxiv", failing), fakeSource("seeds", async () => [foundPaper({})])],
  });
  expect(reports).toEqual([
    { source: "arxiv", papers: 0, observations: 0, error: expect.stringContaining("it is down") },
    { source: "seeds", papers: 1, observations: 0, error: null },
  ]);
  expect(await listLastCollections(database.db)).toMatchObject([
    { source: "arxiv", error: expect.stringContaining("it is down"), startedAt: now },
    { source: "seeds", papers: 1, error: null },
  ]);
});
