// One edition a date, whoever asks and however often; a source that fails never stops it; after an
// outage the newest is made and the missed ones are recorded.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "../../../src/context.ts";
import { publishDueEdition } from "../../../src/deliveries/publish-due-edition.ts";
import { getEdition, listEditions } from "../../../src/editions/edition-store.ts";
import { publishEdition } from "../../../src/editions/publish-edition.ts";
import { SourceError } from "../../../src/errors.ts";
import { fakeSource, foundPaper } from "../../found-paper.ts";
import { createTestContext } from "../../test-context.ts";

let instant = "";
const now = () => new Date(instant);
let ctx: Context;

const down = fakeSource("huggingface", async () => {
  throw new SourceError("huggingface", "huggingface did not answer within 10 s");
});

beforeEach(async () => {
  instant = "2026-11-23T06:00:00Z";
  ctx = await createTestContext({}, { now });
});
afterEach(() => ctx.close());

test("four who ask at once make one edition", async () => {
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => publishEdition(ctx, "2026-11-23")));
  expect(outcomes.filter((outcome) => outcome.kind === "published")).toHaveLength(1);
  const { rows } = await ctx.pool.query("SELECT count(*)::int AS papers FROM edition_papers");
  expect(rows[0].papers).toBe(178);
});

test("what is frozen stays, whatever is learnt later", async () => {
  await publishEdition(ctx, "2026-11-23");
  const before = await getEdition(ctx.db, "2026-11-23");
  await ctx.pool.query("UPDATE papers SET title = 'Retitled', abstract = ''");
  instant = "2026-11-23T09:00:00Z";
  expect((await publishEdition(ctx, "2026-11-23")).kind).toBe("existing");
  expect(await getEdition(ctx.db, "2026-11-23")).toEqual(before);
});

test("a source that is down is named, and the edition is made from what is known", async () => {
  await publishEdition({ ...ctx, sources: [...ctx.sources, down] }, "2026-11-23");
  const edition = await getEdition(ctx.db, "2026-11-23");
  expect(edition?.papers.length).toBe(178);
  expect(edition?.note).toContain("huggingface could not be read today");
  expect(edition?.sources).toContainEqual(
    expect.objectContaining({ source: "huggingface", error: expect.stringContaining("10 s") }),
  );
});

test("with nothing known at all the edition says so and is empty", async () => {
  await publishEdition({ ...ctx, sources: [down] }, "2026-11-23");
  const edition = await getEdition(ctx.db, "2026-11-23");
  expect(edition?.papers).toEqual([]);
  expect(edition?.note).toContain("No paper is known yet.");
});

test("papers with signals come first, the others by recency with no score, each with its reasons", async () => {
  const observedAt = new Date("2026-11-23T05:00:00Z");
  const paper = (n: number, upvotes: number | null, day: string) =>
    foundPaper({
      arxivId: `2611.0000${n}`,
      title: `Paper number ${n}`,
      publishedAt: new Date(`2026-11-${day}T00:00:00Z`),
      listedAt: new Date(`2026-11-${day}T00:00:00Z`),
      signals: upvotes === null ? [] : [{ signal: "upvotes", value: upvotes, observedAt }],
    });
  const list = [paper(1, 3, "22"), paper(2, 90, "22"), paper(3, null, "20"), paper(4, null, "22")];
  const source = fakeSource("huggingface", async () => list);
  await publishEdition({ ...ctx, sources: [source] }, "2026-11-23");
  const edition = await getEdition(ctx.db, "2026-11-23");
  expect(edition?.papers.map((p) => [p.snapshot.arxivId, p.basis, p.score !== null])).toEqual([
    ["2611.00002", "signals", true],
    ["2611.00001", "signals", true],
    ["2611.00004", "recency", false],
    ["2611.00003", "recency", false],
  ]);
  expect(edition?.papers.every((p) => p.reasons.length > 0)).toBe(true);
  expect(edition?.papers[0]?.reasons.join()).toContain("90 upvotes");
  expect(edition?.note).toContain("2 of these 4 papers have no signal yet");
});

test("after three days down the newest edition is made once and the missed ones are recorded", async () => {
  await publishDueEdition(ctx);
  instant = "2026-11-27T05:59:00Z";
  await publishDueEdition(ctx);
  expect(await publishDueEdition(ctx)).toBeNull();
  const editions = await listEditions(ctx.db, 10);
  expect(editions.map(({ date, state }) => `${date} ${state}`)).toEqual([
    "2026-11-26 published",
    "2026-11-25 skipped",
    "2026-11-24 skipped",
    "2026-11-23 published",
  ]);
});

test("an edition whose planning was cut off is planned at the next look", async () => {
  await ctx.pool.query(
    "INSERT INTO subscribers (email, email_key, state, confirmed_at) VALUES ('a@example.org', 'a@example.org', 'confirmed', '2026-11-01')",
  );
  await publishEdition(ctx, "2026-11-23");
  await publishDueEdition(ctx);
  const { rows } = await ctx.pool.query("SELECT edition_date::text, due_at FROM deliveries");
  expect(rows).toEqual([{ edition_date: "2026-11-23", due_at: now() }]);
});
