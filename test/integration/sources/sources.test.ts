// Whole sources: the seeds as shipped, and Hugging Face over a real local server.
import { readFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import type { SourceName } from "../../../src/config-sources.ts";
import { harvestArxiv } from "../../../src/sources/arxiv/arxiv-oai.ts";
import { openSource } from "../../../src/sources/open-sources.ts";
import { isSignalSource } from "../../../src/sources/source.ts";
import { type AnswerServer, hastyClient, startAnswerServer } from "../../answer-server.ts";
import { firstCollection } from "../../found-paper.ts";

const sample = readFileSync(
  new URL("../../samples/huggingface/era-2026.json", import.meta.url),
  "utf8",
);
const now = new Date("2026-01-28T07:00:00Z");
let server: AnswerServer | undefined;
afterEach(() => server?.close());

function collect(name: SourceName, tell: (problem: string) => void = () => {}) {
  const base = server?.url ?? "http://127.0.0.1:9";
  const env = { SOURCES: name, HUGGINGFACE_URL: base, ARXIV_URL: base, ARXIV_RSS_URL: base };
  const config = loadConfig({ ...env, ARXIV_CATEGORIES: "cs.CL,stat.ME" });
  const source = openSource(name, config, hastyClient(name));
  if (isSignalSource(source)) throw new Error("no such source");
  return source.collect(now, tell, firstCollection(now));
}

it("the seeds are 178 papers, 11 of them with a count and its time, none of them new", async () => {
  const papers = await collect("seeds");
  expect(papers).toHaveLength(178);
  expect(papers.filter((p) => p.signals.length > 0)).toHaveLength(11);
  expect(papers.filter((p) => p.arxivId !== null)).toHaveLength(53);
  expect(papers.every((p) => (p.listedAt as Date) < new Date("2025-12-31"))).toBe(true);
  expect(papers.flatMap((p) => p.signals).every((s) => s.observedAt < new Date("2026-01-01"))).toBe(
    true,
  );
});

it("Hugging Face: seven lists, one that is missing is told of", async () => {
  server = await startAnswerServer(({ url }, response) => {
    response.statusCode = url.includes("2026-01-27") ? 404 : 200;
    response.end(url.includes("2026-01-28") ? sample : "[]");
  });
  const told: string[] = [];
  const papers = await collect("huggingface", (problem) => told.push(problem));
  expect(papers.map((p) => p.arxivId)).toEqual(["2601.00001"]);
  expect(server.asked.map((a) => a.url)[0]).toBe("/api/daily_papers?date=2026-01-28");
  expect(server.asked).toHaveLength(7);
  expect(told).toEqual(["no list of 2026-01-27: answered with 404"]);
});

it("Hugging Face: an answer that is no list is an error that says so", async () => {
  server = await startAnswerServer((_, response) => void response.end("<html>moved</html>"));
  await expect(collect("huggingface")).rejects.toThrow(/no list of papers/);
  expect(server.asked).toHaveLength(1);
});

it("Hugging Face down: said after one retry, not after seven days' worth", async () => {
  server = await startAnswerServer((_, response) => void response.destroy());
  await expect(collect("huggingface")).rejects.toThrow(/cannot be read/);
  expect(server.asked).toHaveLength(2);
});

const arxivSample = (name: string) =>
  readFileSync(new URL(`../../samples/arxiv/${name}`, import.meta.url), "utf8");

it("arXiv: every category's announcements, and at first what the week before brought", async () => {
  server = await startAnswerServer(({ url }, response) => {
    response.end(arxivSample(url.startsWith("/rss/") ? "announcements.xml" : "api.xml"));
  });
  const told: string[] = [];
  const papers = await collect("arxiv", (problem) => told.push(problem));
  expect(server.asked.map((a) => a.url.slice(0, 13))).toEqual([
    "/rss/cs.CL",
    "/rss/stat.ME",
    "/api/query?se",
  ]);
  // The one that is submitted but not announced is not among them.
  expect(papers.map((p) => p.arxivId)).toEqual(["2601.10001", "2601.10001", "2601.10002"]);
  expect(told).toContain("1 entries of cs.CL could not be read");
});

it("arXiv: an entity bomb is refused, an empty feed on a day of announcements is told", async () => {
  const bomb = '<!DOCTYPE lolz [<!ENTITY lol "lol">]><rss>&lol;</rss>';
  server = await startAnswerServer((_, response) => void response.end(bomb));
  await expect(collect("arxiv")).rejects.toThrow(/cannot be read: it has a DOCTYPE/);
  await server.close();
  const empty = "<rss><channel><pubDate>Wed, 28 Jan 2026 00:00:00 -0500</pubDate></channel></rss>";
  server = await startAnswerServer(({ url }, response) => {
    response.end(url.startsWith("/rss/") ? empty : arxivSample("api.xml"));
  });
  const told: string[] = [];
  await collect("arxiv", (problem) => told.push(problem));
  expect(told).toContain(
    "nothing in cs.CL although an announcement was due at 2026-01-28T01:00:00.000Z",
  );
});

it("arXiv's bulk interface: page after page, by the tokens it gives", async () => {
  server = await startAnswerServer(({ url }, response) => {
    const name = url.includes("resumptionToken") ? "oai-last.xml" : "oai-first.xml";
    response.end(arxivSample(name));
  });
  const ids: (string | null)[] = [];
  const options = { from: "2026-01-20", set: "physics:quant-ph" };
  for await (const page of harvestArxiv(hastyClient("arxiv"), `${server.url}/oai`, options)) {
    ids.push(...page.papers.map((paper) => paper.arxivId));
  }
  expect(ids).toEqual(["2601.10004", "hep-th/9901001"]);
  expect(server.asked.map((a) => a.url)).toEqual([
    "/oai?verb=ListRecords&metadataPrefix=arXiv&from=2026-01-20&set=physics%3Aquant-ph",
    "/oai?verb=ListRecords&resumptionToken=next%7Cpage",
  ]);
});
