// Why a paper stands where it stands, over the API.
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishEdition } from "../../../src/editions/publish-edition.ts";
import { importPapers } from "../../../src/papers/import-papers.ts";
import { NUMBERS } from "../../../src/ranking/score.ts";
import type { FoundPaper } from "../../../src/sources/source.ts";
import { fakeSource, foundPaper } from "../../found-paper.ts";
import { openWebDesk, type WebDesk } from "../pages/web-desk.ts";

const DATE = "2026-11-22";
let desk: WebDesk;
const at = (text: string) => new Date(`2026-11-${text}:00Z`);

function told(n: number, over: Partial<FoundPaper> = {}): FoundPaper {
  const observedAt = at("22T05:00");
  return foundPaper({
    arxivId: `2611.${String(n).padStart(5, "0")}`,
    title: `Study number ${n} of the matter`,
    categories: ["cs.CL"],
    listedAt: at("20T00:00"),
    publishedAt: at("19T00:00"),
    signals: [
      { signal: "upvotes", value: n, observedAt: at("21T05:00") },
      { signal: "upvotes", value: 3 * n, observedAt },
    ],
    ...over,
  });
}
const learn = (found: FoundPaper[]) =>
  importPapers({ db: desk.ctx.db, now: desk.ctx.now() }, "huggingface", found);

beforeAll(async () => {
  desk = await openWebDesk();
  // 230 with signals: more than an edition holds; one without.
  const papers = Array.from({ length: 230 }, (_, index) => told(index + 1));
  const silent = told(900, { signals: [] });
  const source = fakeSource("huggingface", async () => [...papers, silent]);
  await publishEdition({ ...desk.ctx, sources: [source] }, DATE);
});
afterAll(() => desk.close());

async function ask(id: string, query = "") {
  const answer = await desk.app.inject(`/api/papers/${id}/score${query}`);
  return { status: answer.statusCode, ...answer.json() };
}

test("a paper of the list is told as it was frozen, with what it was computed from", async () => {
  const body = await ask("2611.00230");
  expect(body).toMatchObject({
    ...{ status: 200, edition: DATE, at: "2026-11-22T08:00:00.000Z", isFrozen: true, rank: 1 },
    ...{ basis: "signals", resurgent: false, numbers: NUMBERS },
    inputs: {
      ...{ field: "cs.CL", listedAt: "2026-11-20T00:00:00.000Z", hasCode: false },
      observations: [
        { signal: "upvotes", value: 230, observedAt: "2026-11-21T05:00:00.000Z" },
        { signal: "upvotes", value: 690, observedAt: "2026-11-22T05:00:00.000Z" },
      ],
    },
  });
  const sum = Object.values(body.parts as Record<string, number>).reduce((a, b) => a + b, 0);
  expect(sum).toBeCloseTo(body.score, 6);
  const edition = (await desk.app.inject(`/api/editions/${DATE}?limit=1`)).json();
  const { rank, score, parts, reasons } = edition.papers[0];
  expect(body).toMatchObject({ rank, score, parts, reasons });
  const { status: _, ...same } = await ask("2611.00230", `?on=${DATE}`);
  expect(body).toMatchObject(same);
});

test("a candidate beyond the list is computed from the edition's inputs, with its rank", async () => {
  const body = await ask("2611.00001", `?on=${DATE}`);
  expect(body).toMatchObject({ status: 200, edition: DATE, isFrozen: false, rank: 230 });
  expect(body.inputs.observations).toHaveLength(2);
});

test("later counts change nothing for that date", async () => {
  const before = await ask("2611.00001", `?on=${DATE}`);
  await learn([
    told(1, { signals: [{ signal: "upvotes", value: 8_000, observedAt: at("22T07:00") }] }),
  ]);
  expect(await ask("2611.00001", `?on=${DATE}`)).toEqual(before);
});

test("a paper that was no candidate has a score as of then, and no rank", async () => {
  await learn([told(901, { listedAt: at("01T00:00"), publishedAt: at("01T00:00") })]);
  expect(await ask("2611.00901")).toMatchObject({ rank: null, isFrozen: false, basis: "signals" });
  const silent = await ask("2611.00900");
  expect(silent).toMatchObject({ rank: null, score: null, basis: "recency" });
  expect(silent.reasons.length).toBeGreaterThan(0);
});

test("on a date without an edition it is computed as of the hour at which one would be due", async () => {
  const body = await ask("2611.00230", "?on=2026-11-21");
  expect(body).toMatchObject({ edition: null, isFrozen: false, at: "2026-11-21T06:00:00.000Z" });
  expect(body.inputs.observations).toHaveLength(1);
  expect(body.rank).toBeGreaterThan(0);
});

test("what cannot be answered is said in clear words", async () => {
  expect(await ask("2611.00230", "?on=2026-11-18")).toMatchObject({
    ...{ status: 404, code: "not_found" },
    detail: expect.stringContaining("listed on 2026-11-20"),
  });
  expect(await ask("2611.00230", "?on=2026-12-24")).toMatchObject({
    ...{ status: 422, code: "invalid_request" },
    errors: [{ pointer: "#/on", detail: expect.stringContaining("not made before 2026-12-24T06") }],
  });
  for (const on of ["yesterday", "2026-02-30", "", "%00", "2026-11-22&on=2026-11-21"]) {
    const body = await ask("2611.00230", `?on=${on}`);
    expect([body.status, body.errors[0].pointer], on).toEqual([422, "#/on"]);
  }
  for (const id of ["0", "x", "%00", "9999.99999", "99999999999999"]) {
    expect(await ask(id), id).toMatchObject({ status: 404, code: "not_found" });
  }
});

test("before the first edition a paper is told as of now", async () => {
  const other = await openWebDesk();
  const now = other.ctx.now();
  await importPapers({ db: other.ctx.db, now }, "huggingface", [told(1)]);
  const body = (await other.app.inject("/api/papers/2611.00001/score")).json();
  expect(body).toMatchObject({ edition: null, at: now.toISOString(), rank: 1 });
  await other.close();
});
