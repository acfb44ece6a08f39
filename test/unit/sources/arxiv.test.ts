// arXiv's three formats, from samples of ours and, where present, recorded ones.
import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { adaptArxivEntry, adaptArxivListing } from "../../../src/sources/arxiv/arxiv-adapt.ts";
import { parseArxivAtom, parseArxivRss } from "../../../src/sources/arxiv/arxiv-feed-parse.ts";
import { parseArxivOai } from "../../../src/sources/arxiv/arxiv-oai.ts";
import { backfillFrom, backfillUrl } from "../../../src/sources/arxiv/arxiv-source.ts";

const SAMPLES = new URL("../../samples/arxiv/", import.meta.url);
const RECORDED = new URL("../../../../shared/data/recorded/arxiv/", import.meta.url);
const sample = (name: string) => readFileSync(new URL(name, SAMPLES), "utf8");
const recorded = (name: string) => readFileSync(new URL(name, RECORDED), "utf8");

it("announcements: new papers and those cross-listed while new, no replacements, no old ones", () => {
  const { entries, broken } = parseArxivRss(sample("announcements.xml"));
  expect(broken).toBe(1);
  const papers = entries.flatMap((entry) => adaptArxivListing(entry) ?? []);
  expect(papers.map((p) => p.arxivId)).toEqual(["2601.10001", "2601.10002"]);
  expect(papers[0]).toMatchObject({
    title: "A New Paper on $\\ell_2$ & Friends",
    abstract: "First line second line.",
    authors: ["Ada One", "Bo Two"],
    categories: ["cs.CL", "cs.LG"],
    publishedAt: null,
    listedAt: new Date("2026-01-28T01:00:00Z"),
  });
  expect(papers[1]).toMatchObject({ doi: "10.1000/xyz", categories: ["stat.ME", "cs.CL"] });
});

it("the API: primary category first, listed when its announcement was", () => {
  const { entries, total } = parseArxivAtom(sample("api.xml"));
  expect(total).toBe(2);
  expect(entries.map(adaptArxivEntry)).toMatchObject([
    {
      arxivId: "2601.10001",
      title: "A New Paper on $\\ell_2$ & Friends",
      categories: ["cs.CL", "cs.LG"],
      publishedAt: new Date("2026-01-26T12:00:00Z"),
      listedAt: new Date("2026-01-27T01:00:00Z"),
    },
    { arxivId: "2601.10003", listedAt: new Date("2026-01-30T01:00:00Z") },
  ]);
});

it("OAI-PMH: records, deleted ones and broken ones apart, and the token of the next page", () => {
  const page = parseArxivOai(sample("oai-first.xml"));
  expect(page).toMatchObject({ broken: 1, resumptionToken: "next|page" });
  expect(page.records).toMatchObject([
    { id: "2601.10004", authors: ["Gil Seven", "A Collaboration"], categories: "quant-ph gr-qc" },
  ]);
  const error = '<OAI-PMH><error code="badArgument">no such set</error></OAI-PMH>';
  expect(() => parseArxivOai(error)).toThrow(/no such set/);
  const none = '<OAI-PMH><error code="noRecordsMatch">none</error></OAI-PMH>';
  expect(parseArxivOai(none)).toEqual({ records: [], broken: 0, resumptionToken: null });
});

it("asks the API only for what an earlier day announced unseen", () => {
  const now = new Date("2026-01-28T07:00:00Z");
  const state = (lastRead: string | null) => ({
    now,
    lastRead: lastRead === null ? null : new Date(lastRead),
    due: [],
  });
  expect(backfillFrom(state("2026-01-27T07:00:00Z"))).toBeNull();
  expect(backfillFrom(state("2026-01-26T07:00:00Z"))?.toISOString()).toBe(
    "2026-01-22T07:00:00.000Z",
  );
  expect(backfillFrom(state(null))?.toISOString()).toBe("2026-01-21T07:00:00.000Z");
  const url = new URL(backfillUrl("http://x", ["cs.CL", "stat.ML"], new Date(0), now, 500));
  expect(url.searchParams.get("search_query")).toBe(
    "(cat:cs.CL OR cat:stat.ML) AND submittedDate:[197001010000 TO 202601280700]",
  );
});

it.runIf(existsSync(RECORDED))("reads the recorded answers whole", () => {
  const rss = parseArxivRss(recorded("rss_cs.xml"));
  expect(rss).toMatchObject({ broken: 0, entries: [{}, {}, {}] });
  expect(rss.entries.flatMap((e) => adaptArxivListing(e) ?? []).map((p) => p.arxivId)).toEqual([
    "2609.26811",
  ]);
  const api = parseArxivAtom(recorded("api_query_cs.CL.xml"));
  expect(api.broken).toBe(0);
  expect(adaptArxivEntry(api.entries[0] as never)).toMatchObject({
    arxivId: "2605.08083",
    categories: ["cs.CL"],
  });
  expect(parseArxivOai(recorded("oai_getrecord_arXiv.xml"))).toMatchObject({
    broken: 0,
    records: [{ id: "1601.03238", created: new Date("2016-01-13T12:00:00Z") }],
  });
});
