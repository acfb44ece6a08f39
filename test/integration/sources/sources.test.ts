// Whole sources: the seeds as shipped, and Hugging Face over a real local server.
import { readFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { openSources } from "../../../src/sources/open-sources.ts";
import { type AnswerServer, startAnswerServer } from "../../answer-server.ts";

const sample = readFileSync(
  new URL("../../samples/huggingface/era-2026.json", import.meta.url),
  "utf8",
);
const now = new Date("2026-01-28T07:00:00Z");
let server: AnswerServer | undefined;
afterEach(() => server?.close());

function open(name: "seeds" | "huggingface") {
  const [source] = openSources({
    sources: [name],
    sourceUrls: { huggingface: server?.url ?? "http://127.0.0.1:9" },
    http: { port: 0, host: "", publicUrl: "https://papers.example.org", trustedProxies: [] },
  } as Parameters<typeof openSources>[0]);
  if (source === undefined) throw new Error("no source");
  return source;
}

it("the seeds are 178 papers, 11 of them with a count and its time, none of them new", async () => {
  const papers = await open("seeds").collect(now, () => {});
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
  const papers = await open("huggingface").collect(now, (problem) => told.push(problem));
  expect(papers.map((p) => p.arxivId)).toEqual(["2601.00001"]);
  expect(server.asked.map((a) => a.url)[0]).toBe("/api/daily_papers?date=2026-01-28");
  expect(server.asked).toHaveLength(7);
  expect(told).toEqual(["no list of 2026-01-27: answered with 404"]);
});

it("Hugging Face: an answer that is no list is an error that says so", async () => {
  server = await startAnswerServer((_, response) => void response.end("<html>moved</html>"));
  await expect(open("huggingface").collect(now, () => {})).rejects.toThrow(/no list of papers/);
  expect(server.asked).toHaveLength(1);
});

it("Hugging Face down: said after one retry, not after seven days' worth", async () => {
  server = await startAnswerServer((_, response) => void response.destroy());
  await expect(open("huggingface").collect(now, () => {})).rejects.toThrow(/cannot be read/);
  expect(server.asked).toHaveLength(2);
});
