// What a collection asks for, and what it keeps.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLog } from "../../../src/log.ts";
import { collectPapers } from "../../../src/papers/collect-papers.ts";
import { listDuePapers, listLastReads } from "../../../src/papers/due-paper-store.ts";
import { harvestPapers } from "../../../src/papers/harvest-papers.ts";
import { importPapers } from "../../../src/papers/import-papers.ts";
import { listPaperObservations } from "../../../src/papers/observation-store.ts";
import { countPapers, getPaperByArxivId } from "../../../src/papers/paper-store.ts";
import { planCollection } from "../../../src/papers/plan-collection.ts";
import { thinOldObservations } from "../../../src/papers/thin-observations.ts";
import type { PaperRef, SignalSource } from "../../../src/sources/source.ts";
import { countedPaper } from "../../../src/sources/source.ts";
import { fakeSource, foundPaper } from "../../found-paper.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

const now = new Date("2026-06-01T07:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const log = createLog("silent");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("young papers are due every day, older ones now and then, old ones never", async () => {
  const { db } = database;
  const papers = Array.from({ length: 210 }, (_, i) =>
    foundPaper({
      arxivId: `2601.${10_000 + i}`,
      title: `Paper of some age ${i}`,
      listedAt: ago(i < 50 ? 1 : i < 110 ? 10 : i < 180 ? 60 : 200),
    }),
  );
  await importPapers({ db, now }, "arxiv", papers);
  const due = await listDuePapers(db, now);
  const ageOf = (ref: PaperRef) =>
    Math.round((now.getTime() - ref.listedAt.getTime()) / 86_400_000);
  const count = (age: number) => due.filter((ref) => ageOf(ref) === age).length;
  expect([count(1), count(10), count(60), count(200)]).toEqual([50, 20, 10, 0]);
  expect(ageOf(due[0] as PaperRef)).toBe(1);
});

it("paper sources come first, counting sources get what is due; the plan says as much", async () => {
  const { db } = database;
  let asked: readonly PaperRef[] = [];
  const counting: SignalSource = {
    name: "hackernews",
    async refresh(due) {
      asked = due;
      return [
        countedPaper({ arxivId: "2606.00001", doi: null }, [
          { signal: "points", value: 7, observedAt: now },
          { signal: "points", value: -7, observedAt: now },
        ]),
      ];
    },
    plan: ({ due }) => [{ url: "https://hn.example/", count: due.length }],
  };
  const telling = fakeSource("arxiv", async (_, tell) => {
    tell("one entry could not be read");
    return [foundPaper({ arxivId: "2606.00001", title: "Of today" })];
  });
  const deps = { db, log, sources: [counting, telling], now };
  expect(await collectPapers(deps)).toEqual([
    {
      ...{ source: "hackernews", papers: 1, observations: 1, error: null },
      notes: ["1 counts that cannot be were not stored"],
    },
    {
      ...{ source: "arxiv", papers: 1, observations: 0, error: null },
      notes: ["one entry could not be read"],
    },
  ]);
  expect(asked.map((ref) => ref.arxivId)).toContain("2606.00001");
  expect([...(await listLastReads(db))]).toEqual([
    ["arxiv", now],
    ["hackernews", now],
  ]);
  expect(await planCollection(deps)).toEqual([
    { source: "hackernews", requests: [{ url: "https://hn.example/", count: asked.length }] },
    { source: "arxiv", requests: [] },
  ]);
});

it("old observations are thinned to days, then weeks; a second run finds nothing to do", async () => {
  const { db } = database;
  const at = (days: number, hours: number) => ({
    signal: "upvotes" as const,
    value: hours,
    observedAt: new Date(ago(days).getTime() + hours * 3_600_000),
  });
  const signals = [5, 40, 41, 95, 96, 97].flatMap((days) => [
    at(days, 1),
    at(days, 2),
    at(days, 3),
  ]);
  const paper = foundPaper({ arxivId: "2606.00002", title: "Observed for long", signals });
  await importPapers({ db, now }, "huggingface", [paper]);
  expect(await thinOldObservations({ db, log, now })).toBe(12);
  expect(await thinOldObservations({ db, log, now })).toBe(0);
  const stored = await getPaperByArxivId(db, "2606.00002");
  const kept = await listPaperObservations(db, stored?.id ?? 0);
  const days = kept.map((o) => Math.round((now.getTime() - o.observedAt.getTime()) / 86_400_000));
  expect(days.filter((d) => d === 5)).toHaveLength(3);
  expect(days.filter((d) => d === 40 || d === 41)).toHaveLength(2);
  expect(days.filter((d) => d > 90)).toHaveLength(1);
});

it("a harvest stores page by page, and what failed later does not undo it", async () => {
  const { db } = database;
  const before = await countPapers(db);
  async function* pages() {
    yield { papers: [foundPaper({ arxivId: "2606.00003", title: "Harvested" })], broken: 0 };
    throw new Error("the line went dead");
  }
  await expect(harvestPapers({ db, log, now }, pages())).rejects.toThrow("went dead");
  expect(await countPapers(db)).toBe(before + 1);
});
