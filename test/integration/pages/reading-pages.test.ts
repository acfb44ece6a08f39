// What everybody can read: home, search, editions, papers; real papers, and hostile ones as text.
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertSkippedEditions } from "../../../src/editions/edition-store.ts";
import { publishEdition } from "../../../src/editions/publish-edition.ts";
import { importPapers } from "../../../src/papers/import-papers.ts";
import { foundPaper } from "../../found-paper.ts";
import { openWebDesk, type WebDesk } from "./web-desk.ts";

const HOSTILE = {
  title: "Zebra </h3><script>alert(1)</script> <%= 7*7 %> {{x}} \u202Egnp.exe",
  abstract: '<img src=x onerror="alert(2)"> zebra end',
  authors: ["Eve <b>Bold</b>", 'Mallory "><svg onload=alert(3)>'],
  arxivId: "2611.99999",
  projectUrl: "https://example.org/\"onmouseover='x'",
};

let desk: WebDesk;
beforeAll(async () => {
  desk = await openWebDesk();
});
afterAll(() => desk.close());

test("before there is any paper or edition every page still stands", async () => {
  for (const url of ["/", "/search", "/search?q=anything", "/editions", "/about", "/outbox"]) {
    expect((await desk.get(url)).statusCode, url).toBe(200);
  }
  expect((await desk.get("/")).body).toContain("No paper is known yet");
});

test("home says what it is, takes an address in one field, and shows today's list", async () => {
  await publishEdition({ ...desk.ctx }, "2026-11-22");
  const { body, headers } = await desk.get("/");
  expect(body).toContain("<h1>Get trending papers in your email inbox once a day!</h1>");
  expect(body.match(/<input[^>]+type="email"/g)).toHaveLength(1);
  expect(body).toContain("Today&#39;s trending papers");
  expect(body.match(/<li class="paper">/g)).toHaveLength(10);
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["set-cookie"]).toBeUndefined();
  expect(body.match(/(?:src|action)="(?!\/)[^"]/g)).toBeNull();
});

test("searching gives the field's papers first, and any question has an answer", async () => {
  const { body } = await desk.get("/search?q=mechanistic+interpretability");
  const [first = ""] = body.match(/<h3>.*?<\/h3>/) ?? [];
  expect(first.toLowerCase()).toContain("mechanistic");
  const next = /href="(\/search\?[^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll("&amp;", "&");
  expect((await desk.get(next ?? "/none")).body).toContain('<li class="paper">');
  for (const q of ["q=%00", "q=a&q=b", `q=${"x".repeat(5000)}`, 'q="%26|!(', "cursor=zzz", "q="]) {
    expect((await desk.get(`/search?${q}`)).statusCode, q).toBe(200);
  }
});

test("an edition is a page of its own; a date without one is told apart from garbage", async () => {
  const { body } = await desk.get("/editions/2026-11-22");
  expect(body.match(/<li class="paper">/g)?.length).toBeGreaterThan(100);
  expect((await desk.get("/editions")).body).toContain('href="/editions/2026-11-22"');
  const missing = await desk.get("/editions/2026-11-23");
  expect([missing.statusCode, missing.body]).toEqual([
    404,
    expect.stringContaining("No edition of"),
  ]);
  for (const date of ["yesterday", "2026-02-30", "2026-11-22'", "%00", "0000-00-00"]) {
    const page = await desk.get(`/editions/${date}`);
    expect([page.statusCode, page.body]).toEqual([404, expect.stringContaining("not a date")]);
  }
});

test("a skipped edition says that nothing was sent", async () => {
  await insertSkippedEditions(desk.ctx.db, ["2026-11-20"], new Date(), "Paperboy was down.");
  const page = await desk.get("/editions/2026-11-20");
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain("Paperboy was down.");
  expect((await desk.get("/editions")).body).toContain("skipped");
});

test("hostile paper text is text on every page", async () => {
  const found = foundPaper({
    ...HOSTILE,
    signals: [{ signal: "upvotes", value: 12, observedAt: new Date("2026-11-22T07:00:00Z") }],
  });
  await importPapers({ db: desk.ctx.db, now: desk.ctx.now() }, "huggingface", [found]);
  await publishEdition({ ...desk.ctx, sources: [] }, "2026-11-24");
  const urls = ["/", "/search?q=zebra", "/editions/2026-11-24", "/papers/2611.99999"];
  for (const url of urls) {
    const { body } = await desk.get(url);
    expect(body, url).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(body, url).toContain("&lt;%= 7*7 %&gt;");
    expect(body, url).not.toMatch(/<script>|<img|<svg(?! viewBox="0 0 100 10")|<b>|\u202e/);
    expect(body.replace(/"[^"]*"/g, '""'), url).not.toMatch(/<[^>]+\son\w+\s*=/);
  }
});

test("a paper shows its signals with their time and the editions it stood in", async () => {
  const { body } = await desk.get("/papers/2611.99999v2");
  expect(body).toContain("Upvotes on Hugging Face");
  expect(body).toContain("22 Nov 2026, 07:00 UTC");
  expect(body).toContain('href="/editions/2026-11-24"');
  for (const id of ["0", "99999999", "99999999999999", "x", "%00", "2611.00000"]) {
    expect((await desk.get(`/papers/${id}`)).statusCode, id).toBe(404);
  }
});

test("looking at anything changes nothing", async () => {
  const before = await desk.fingerprint();
  for (const url of ["/", "/search?q=a", "/editions", "/papers/1", "/outbox", "/docs", "/about"]) {
    await desk.get(url);
    const head = await desk.app.inject({ method: "HEAD", url });
    expect([head.statusCode, head.body], url).toEqual([200, ""]);
  }
  expect(await desk.fingerprint()).toEqual(before);
});

test("assets are kept by browsers for good, under an address of their content", async () => {
  const style = /href="(\/assets\/site\.css\?v=[\w-]+)"/.exec((await desk.get("/")).body)?.[1];
  const { statusCode, headers } = await desk.get(style ?? "/none");
  expect(statusCode).toBe(200);
  expect(headers["cache-control"]).toContain("immutable");
  expect((await desk.get("/assets/../home.eta")).statusCode).toBe(404);
  expect((await desk.get("/assets/%2e%2e/home.eta")).statusCode).toBe(404);
});
