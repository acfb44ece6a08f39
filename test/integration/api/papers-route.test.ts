// Papers and editions over the API, and the description of it all.
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishEdition } from "../../../src/editions/publish-edition.ts";
import { openWebDesk, type WebDesk } from "../pages/web-desk.ts";

let desk: WebDesk;
beforeAll(async () => {
  desk = await openWebDesk();
  await publishEdition({ ...desk.ctx }, "2026-11-22");
});
afterAll(() => desk.close());
const json = async (url: string) => (await desk.app.inject(url)).json();

test("papers can be searched and paged through without repeats", async () => {
  const ids: number[] = [];
  let cursor: string | null = "";
  for (let page = 0; page < 3 && cursor !== null; page++) {
    const found = await json(`/api/papers?q=interpretability&limit=5&cursor=${cursor}`);
    ids.push(...found.papers.map((paper: { id: number }) => paper.id));
    cursor = found.nextCursor;
  }
  expect(ids).toHaveLength(15);
  expect(new Set(ids).size).toBe(15);
});

test("a paper is found by number and by arXiv id", async () => {
  const { papers } = await json("/api/papers?limit=1&sort=trending");
  const [{ id, arxivId }] = papers;
  const paper = await json(`/api/papers/${id}`);
  expect(paper).toMatchObject({ id, editions: [{ date: "2026-11-22", rank: 1 }] });
  expect(await json(`/api/papers/${arxivId}`)).toEqual(paper);
  for (const wrong of ["0", "x", "%00", "9999.99999"]) {
    expect(await json(`/api/papers/${wrong}`)).toMatchObject({ status: 404, code: "not_found" });
  }
});

test("wrong queries are pointed at", async () => {
  for (const query of ["limit=0", "limit=x", "limit=101", "sort=best"]) {
    const { status, errors } = await json(`/api/papers?${query}`);
    expect([status, errors[0].pointer]).toEqual([422, `#/${query.split("=")[0]}`]);
  }
});

test("editions are listed, and the latest is the one of its date", async () => {
  const { editions } = await json("/api/editions");
  expect(editions).toMatchObject([{ date: "2026-11-22", state: "published" }]);
  const latest = await json("/api/editions/latest?limit=3");
  expect(latest.papers).toHaveLength(3);
  expect(await json("/api/editions/2026-11-22?limit=3")).toEqual(latest);
  expect((await json("/api/editions/2026-11-22")).papers.length).toBeGreaterThan(100);
  for (const date of ["2026-11-21", "tomorrow", "2026-02-30"]) {
    expect(await json(`/api/editions/${date}`)).toMatchObject({ status: 404 });
  }
});

test("the description is OpenAPI 3.1 and names every route", async () => {
  const { openapi, paths } = await json("/openapi.json");
  expect(openapi).toBe("3.1.0");
  expect(Object.keys(paths).sort()).toEqual([
    "/api/editions",
    "/api/editions/latest",
    "/api/editions/{date}",
    "/api/papers",
    "/api/papers/{id}",
    "/api/papers/{id}/score",
    "/api/subscriptions",
    "/api/subscriptions/confirm",
    "/api/subscriptions/me",
    "/api/subscriptions/me/export",
  ]);
  const docs = await desk.get("/docs");
  expect([docs.statusCode, docs.headers["content-security-policy"]]).toEqual([
    200,
    expect.not.stringContaining("https:"),
  ]);
});
