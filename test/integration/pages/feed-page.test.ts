// The Atom feed: valid XML whatever papers are called, the same ids for good, asked for cheaply.
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishEdition } from "../../../src/editions/publish-edition.ts";
import { importPapers } from "../../../src/papers/import-papers.ts";
import { fakeSource, foundPaper } from "../../found-paper.ts";
import { openWebDesk, type WebDesk } from "./web-desk.ts";

const HOSTILE = `]]> <b>&amp; "quoted" 'single'\u0008\ufffe\ud800 $O(n^2)$ <!-- x`;
let desk: WebDesk;
beforeAll(async () => {
  desk = await openWebDesk();
});
afterAll(() => desk.close());

/** The texts and the link targets of a well-formed feed, by element; throws where it is not one. */
function read(xml: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const path: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  const put = (value: string) => {
    const list = found[path.join("/")] ?? [];
    found[path.join("/")] = [...list, value];
  };
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, attributes }) => {
    path.push(local);
    const { href, term } = attributes as Record<string, { value: string } | undefined>;
    if (href ?? term) put((href ?? term)?.value ?? "");
  });
  parser.on("text", (text) => text.trim() && put(text));
  parser.on("closetag", () => path.pop());
  parser.write(xml).close();
  return found;
}

test("before there is an edition it is a valid feed without entries", async () => {
  const answer = await desk.get("/feed.atom");
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/atom+xml; charset=utf-8");
  expect(answer.body.startsWith("<?xml")).toBe(true);
  expect(read(answer.body)["feed/updated"]).toEqual(["1970-01-01T00:00:00.000Z"]);
  expect(read((await desk.get("/feed.atom?q=nothing")).body)["feed/entry/id"]).toBeUndefined();
});

test("it holds the newest edition's papers, hostile ones as text, each under an id for good", async () => {
  const hostile = foundPaper({
    ...{ title: `Zebra ${HOSTILE}`, abstract: HOSTILE, authors: [HOSTILE, "Ada"] },
    ...{ arxivId: "2611.99999", categories: ["cs.CL"] },
    publishedAt: new Date("2026-11-21T00:00:00Z"),
    signals: [{ signal: "upvotes", value: 50, observedAt: new Date("2026-11-22T07:00:00Z") }],
  });
  const sources = [...desk.ctx.sources, fakeSource("huggingface", async () => [hostile])];
  await publishEdition({ ...desk.ctx, sources }, "2026-11-22");
  const first = read((await desk.get("/feed.atom")).body);
  const host = new URL(desk.ctx.config.http.publicUrl).hostname;
  expect(first["feed/entry/id"]).toHaveLength(50);
  expect(new Set(first["feed/entry/id"]).size).toBe(50);
  expect(first["feed/entry/id"]?.[0]).toMatch(new RegExp(`^tag:${host},2026:papers/\\d+$`));
  expect(first["feed/updated"]).toEqual([desk.ctx.now().toISOString()]);
  expect(first["feed/entry/title"]?.[0]).toContain(`Zebra ]]> <b>&amp; "quoted"`);
  expect(first["feed/entry/title"]?.[0]).toContain("O(n²)");
  expect(first["feed/entry/summary"]?.[0]).toContain("50 upvotes");
  expect(first["feed/entry/category"]?.[0]).toBe("cs.CL");
  expect(first["feed/entry/link"]).toContain("https://arxiv.org/abs/2611.99999");
  desk.pass(24);
  await publishEdition({ ...desk.ctx, sources: [] }, "2026-11-23");
  const second = read((await desk.get("/feed.atom")).body);
  expect(second["feed/entry/id"]).toContain(first["feed/entry/id"]?.[0]);
  expect(second["feed/id"]).toEqual(first["feed/id"]);
});

test("a search has a feed of its own, and any question gives a valid one", async () => {
  const found = read((await desk.get("/feed.atom?q=zebra")).body);
  expect(found["feed/entry/title"]).toHaveLength(1);
  expect(found["feed/title"]).toEqual(["Paperboy: papers about zebra"]);
  const trending = read((await desk.get("/feed.atom")).body);
  expect(trending["feed/entry/id"]).toContain(found["feed/entry/id"]?.[0]);
  for (const q of ["%00", "%3C%26%22", "a&q=b", "x".repeat(3_000), "%f0%9d", "%ED%A0%80"]) {
    const answer = await desk.get(`/feed.atom?q=${q}`);
    expect(answer.statusCode, q).toBe(200);
    read(answer.body);
  }
});

test("who has it already is told so, by tag or by time", async () => {
  const { headers } = await desk.get("/feed.atom");
  const again = (asked: Record<string, string>) => desk.get("/feed.atom", asked);
  const tag = String(headers.etag);
  for (const asked of [
    { "if-none-match": tag },
    { "if-none-match": `"other", W/${tag}` },
    { "if-modified-since": String(headers["last-modified"]) },
  ]) {
    const answer = await again(asked);
    expect([answer.statusCode, answer.body, answer.headers.etag]).toEqual([304, "", tag]);
  }
  for (const asked of [
    { "if-none-match": '"other"', "if-modified-since": String(headers["last-modified"]) },
    { "if-modified-since": "Sat, 01 Jan 2000 00:00:00 GMT" },
    { "if-modified-since": "yesterday" },
  ]) {
    expect((await again(asked as Record<string, string>)).statusCode).toBe(200);
  }
});

test("pages name the feed in their head, a search names its own too", async () => {
  const link = (href: string) => new RegExp(`<link rel="alternate"[^>]+href="${href}">`);
  expect((await desk.get("/")).body).toMatch(link("/feed.atom"));
  expect((await desk.get("/search?q=a+b")).body).toMatch(link("/feed.atom\\?q=a\\+b"));
});

test("papers that a search finds are shown with their TeX readable", async () => {
  const now = desk.ctx.now();
  const paper = foundPaper({ title: "A $\\mathbb{R}^d$ quagga", arxivId: "2611.77777" });
  await importPapers({ db: desk.ctx.db, now }, "arxiv", [paper]);
  for (const url of ["/search?q=quagga", "/feed.atom?q=quagga", "/papers/2611.77777"]) {
    expect((await desk.get(url)).body, url).toContain("A ℝᵈ quagga");
  }
});
