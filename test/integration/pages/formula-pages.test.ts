// The formula before readers: explained on /about with today's first paper, and on each paper's page.
import { afterAll, beforeAll, expect, test } from "vitest";
import { getEdition } from "../../../src/editions/edition-store.ts";
import { publishEdition } from "../../../src/editions/publish-edition.ts";
import { listTerms } from "../../../src/ranking/explain-formula.ts";
import { fakeSource, foundPaper } from "../../found-paper.ts";
import { visibleText } from "../../unit/rendering/mail-samples.ts";
import { openWebDesk, type WebDesk } from "./web-desk.ts";

const upvotes = (value: number, observedAt: string) => ({
  ...{ signal: "upvotes" as const, value },
  observedAt: new Date(observedAt),
});
const back = foundPaper({
  ...{ arxivId: "2401.00001", title: "An old paper that is back", categories: ["cs.CL", "x.YZ"] },
  publishedAt: new Date("2024-01-01T00:00:00Z"),
  listedAt: new Date("2024-01-02T00:00:00Z"),
  signals: [
    upvotes(10, "2026-11-10T05:00:00Z"),
    upvotes(30, "2026-11-21T05:00:00Z"),
    upvotes(125, "2026-11-22T05:00:00Z"),
  ],
});

let desk: WebDesk;
beforeAll(async () => {
  desk = await openWebDesk();
});
afterAll(() => desk.close());

/** The points of the drawn sum, the score last, in hundredths. */
function pointsOf(html: string): number[] {
  const table = /<table class="sum">[\s\S]*?<\/table>/.exec(html)?.[0] ?? "";
  const cells = table.match(/<td class="number">[^<]*/g) ?? [];
  return cells.map((cell) => Math.round(Number(cell.slice(19).replace("−", "-")) * 100));
}

test("before the first edition the formula is there, and an example is promised", async () => {
  const text = visibleText((await desk.get("/about")).body);
  for (const { sentence } of listTerms()) expect(text).toContain(sentence);
  expect(text).toContain("as soon as there is an edition");
});

test("an edition without any signal has no sum to show, and says so", async () => {
  await publishEdition(desk.ctx, "2026-11-20");
  await desk.ctx.pool.query("UPDATE edition_papers SET score = NULL, basis = 'recency'");
  expect((await desk.get("/about")).body).toContain("has no scores");
});

test("the example's parts add up to its score", async () => {
  const sources = [...desk.ctx.sources, fakeSource("huggingface", async () => [back])];
  await publishEdition({ ...desk.ctx, sources }, "2026-11-22");
  const { body } = await desk.get("/about");
  const first = (await getEdition(desk.ctx.db, "2026-11-22", { limit: 1 }))?.papers[0];
  const points = pointsOf(body);
  const score = points.pop();
  expect(points.length).toBe(Object.keys(first?.parts ?? {}).length);
  expect(points.reduce((sum, value) => sum + value, 0)).toBe(score);
  expect(score).toBe(Math.round((first?.score ?? 0) * 100));
  expect(body).toContain(`/api/papers/${first?.paperId}/score?on=2026-11-22`);
});

test("a paper's page tells its reasons and parts, its fields by name, and that it is back", async () => {
  const { body } = await desk.get("/papers/2401.00001");
  const rank = /Why it is number (\d+)/.exec(body)?.[1];
  const edition = await getEdition(desk.ctx.db, "2026-11-22");
  const place = edition?.papers.find((paper) => paper.snapshot.arxivId === "2401.00001");
  expect(Number(rank)).toBe(place?.rank);
  expect(place?.reasons.length).toBeGreaterThan(1);
  for (const reason of place?.reasons ?? []) expect(visibleText(body)).toContain(reason);
  expect(pointsOf(body).at(-1)).toBe(Math.round((place?.score ?? 0) * 100));
  expect(body).toContain('<p class="back">back: 12× since 15 Nov</p>');
  expect(body).toContain('<a href="/search?category=cs.CL">Computation and Language</a>');
  expect(body).toContain('<a href="/search?category=x.YZ">x.YZ</a>');
});

test("a paper that no edition held, or without a signal, has no sum", async () => {
  const edition = await getEdition(desk.ctx.db, "2026-11-22");
  const silent = edition?.papers.find((paper) => paper.basis === "recency");
  const { body } = await desk.get(`/papers/${silent?.paperId}`);
  expect(body).toContain("it stands there by its date");
  expect(pointsOf(body)).toEqual([]);
});
