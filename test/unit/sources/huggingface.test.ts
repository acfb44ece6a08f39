// Hugging Face's answers in all eras, from samples of ours and, where present, recorded ones.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { adaptHuggingfaceEntry } from "../../../src/sources/huggingface/huggingface-adapt.ts";
import { parseHuggingfaceDay } from "../../../src/sources/huggingface/huggingface-parse.ts";
import { huggingfaceDays } from "../../../src/sources/huggingface/huggingface-source.ts";

const SAMPLES = new URL("../../samples/huggingface/", import.meta.url);
const RECORDED = new URL("../../../../shared/data/recorded/huggingface/", import.meta.url);
const at = new Date("2026-01-28T07:00:00Z");

function papersOf(text: string, day = "2026-01-28", withStars = true) {
  const parsed = parseHuggingfaceDay(text);
  return {
    broken: parsed?.broken,
    papers: parsed?.entries.map((entry) => adaptHuggingfaceEntry(entry, day, at, withStars)) ?? [],
  };
}
const sample = (name: string) => readFileSync(new URL(name, SAMPLES), "utf8");

it("2024: no listing time, no repository; titles lose their line breaks", () => {
  const { papers, broken } = papersOf(sample("era-2024.json"), "2024-05-27");
  expect(broken).toBe(0);
  expect(papers[0]).toMatchObject({
    arxivId: "2405.00001",
    title: "A Sample of the First Era",
    abstract: "Line one line two.",
    authors: ["Ada One"],
    listedAt: new Date("2024-05-27T00:00:00Z"),
    signals: [
      { signal: "upvotes", value: 32, observedAt: at },
      { signal: "comments", value: 3, observedAt: at },
    ],
  });
  expect(papers[1]).toMatchObject({ publishedAt: null, signals: [] });
});

it("2025 and later: listing time, repository, stars, project", () => {
  const [paper] = papersOf(sample("era-2025.json")).papers;
  expect(paper).toMatchObject({
    listedAt: new Date("2025-06-25T01:12:40.364Z"),
    githubRepo: "owner/name",
    projectUrl: "https://project.example/",
  });
  expect(paper?.signals.map((s) => s.signal)).toEqual(["upvotes", "comments", "github_stars"]);
  const [without] = papersOf(sample("era-2026.json"), "2026-01-28", false).papers;
  expect(without?.signals.map((s) => s.signal)).toEqual(["upvotes", "comments"]);
});

it("a broken entry dies alone, and nonsense in a field costs the field", () => {
  const { papers, broken } = papersOf(sample("era-2025.json"));
  expect(broken).toBe(2);
  expect(papers[1]).toMatchObject({
    title: "Strange counts <script>alert(1)</script>",
    abstract: "Hostile text",
    githubRepo: null,
    projectUrl: null,
    signals: [],
  });
});

it("what is no list of papers is no answer", () => {
  for (const text of ["", "<html>", "{}", '{"error":"x"}', "[1,2]"]) {
    expect(parseHuggingfaceDay(text)).toBeNull();
  }
  expect(parseHuggingfaceDay("[]")).toEqual({ entries: [], broken: 0 });
});

it("asks for the last seven days, newest first", () => {
  expect(huggingfaceDays(at).slice(0, 2)).toEqual(["2026-01-28", "2026-01-27"]);
  expect(huggingfaceDays(at)).toHaveLength(7);
});

it.runIf(existsSync(RECORDED))("reads every recorded answer whole", () => {
  for (const name of readdirSync(RECORDED)) {
    const { papers, broken } = papersOf(readFileSync(new URL(name, RECORDED), "utf8"));
    expect(broken).toBe(0);
    expect(papers).toHaveLength(8);
    for (const paper of papers) {
      expect(paper.arxivId).not.toBeNull();
      expect(paper.publishedAt).not.toBeNull();
      expect(paper.signals[0]?.signal).toBe("upvotes");
    }
  }
});
