// The sources that only count, each over a real local server that answers as theirs do.
import { existsSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { afterEach, expect, it } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import type { SourceName } from "../../../src/config-sources.ts";
import { openSource } from "../../../src/sources/open-sources.ts";
import { isSignalSource, type PaperRef } from "../../../src/sources/source.ts";
import {
  type AnswerServer,
  type Asked,
  hastyClient,
  startAnswerServer,
} from "../../answer-server.ts";

const now = new Date("2026-01-28T07:00:00Z");
const RECORDED = new URL("../../../../shared/data/recorded/", import.meta.url);
const recorded = (name: string) => readFileSync(new URL(name, RECORDED), "utf8");
let server: AnswerServer;
afterEach(() => server.close());

async function serve(answer: (asked: Asked, response: ServerResponse) => unknown) {
  server = await startAnswerServer((asked, response) => {
    const body = answer(asked, response);
    response.end(typeof body === "string" ? body : JSON.stringify(body ?? null));
  });
}

function open(name: SourceName, settings: Record<string, string> = {}) {
  const base = server.url;
  const urls = { GITHUB_URL: base, SEMANTIC_SCHOLAR_URL: base, HACKER_NEWS_URL: base };
  const config = loadConfig({ SOURCES: name, OPENALEX_URL: base, ...urls, ...settings });
  const source = openSource(name, config, hastyClient(name));
  if (!isSignalSource(source)) throw new Error("no such source");
  return source;
}

const ref = (known: Partial<PaperRef>): PaperRef => ({
  arxivId: null,
  doi: null,
  githubRepo: null,
  listedAt: now,
  ...known,
});
const quiet = () => {};

it("GitHub: stars of the repositories there are, with the token where one is set", async () => {
  await serve(({ url }, response) => {
    if (url !== "/repos/a/b") response.statusCode = 404;
    return { full_name: "a/b", stargazers_count: 1234 };
  });
  const due = [
    ref({ arxivId: "2601.00001", githubRepo: "a/b" }),
    ref({ arxivId: "2601.00002", githubRepo: "gone/away" }),
    ref({ arxivId: "2601.00003" }),
  ];
  const found = await open("github", { GITHUB_TOKEN: "secret" }).refresh(due, now, quiet);
  expect(found).toMatchObject([
    {
      arxivId: "2601.00001",
      title: "",
      signals: [{ signal: "github_stars", value: 1234, observedAt: now }],
    },
  ]);
  expect(server.asked.map((a) => a.headers.authorization)).toEqual([
    "Bearer secret",
    "Bearer secret",
  ]);
});

it("GitHub: without a token no more than strangers may ask, youngest first, and it says so", async () => {
  await serve(() => ({ full_name: "a/b", stargazers_count: 1 }));
  const due = Array.from({ length: 60 }, (_, i) =>
    ref({ arxivId: `2601.${10_000 + i}`, githubRepo: `a/${i}` }),
  );
  const told: string[] = [];
  const source = open("github");
  expect(source.plan({ now, lastRead: null, due })).toEqual([
    { url: `${server.url}/repos/a/0`, count: 50 },
  ]);
  expect(await source.refresh(due, now, (problem) => told.push(problem))).toHaveLength(50);
  expect(told).toEqual(["10 repositories left out: set GITHUB_TOKEN to ask for more"]);
});

it("GitHub: once it refuses, it is not asked sixty times", async () => {
  await serve((_, response) => {
    response.statusCode = 403;
    return { message: "rate limit" };
  });
  const due = Array.from({ length: 9 }, (_, i) => ref({ doi: `10.1/${i}`, githubRepo: `a/${i}` }));
  await expect(open("github").refresh(due, now, quiet)).rejects.toThrow(/with 403/);
  expect(server.asked).toHaveLength(5);
});

it("Semantic Scholar: five hundred at once, what it knows in the order asked", async () => {
  await serve(({ body }) => {
    const { ids } = JSON.parse(body) as { ids: string[] };
    return ids.map((id) =>
      id.startsWith("DOI:")
        ? { externalIds: { ArXiv: "2601.00009v1" }, citationCount: 7, influentialCitationCount: -1 }
        : null,
    );
  });
  const many = Array.from({ length: 500 }, (_, i) => ref({ arxivId: `2601.${10_000 + i}` }));
  const found = await open("semanticscholar", { SEMANTIC_SCHOLAR_KEY: "key" }).refresh(
    [...many, ref({ doi: "10.1/x" }), ref({ githubRepo: "a/b" })],
    now,
    quiet,
  );
  expect(found).toMatchObject([
    { arxivId: "2601.00009", doi: "10.1/x", signals: [{ signal: "citations", value: 7 }] },
  ]);
  expect(server.asked.map((a) => JSON.parse(a.body).ids.length)).toEqual([500, 1]);
  expect(server.asked[0]?.headers["x-api-key"]).toBe("key");
});

it("Semantic Scholar: its errors and lists of another length are no counts", async () => {
  const due = [ref({ arxivId: "2601.00001" })];
  for (const [status, body, message] of [
    [400, { error: "Unrecognized or unsupported fields: [unknown]" }, /with 400/],
    [200, [], /another number/],
    [200, "<html>", /no JSON/],
  ] as const) {
    await serve((_, response) => {
      response.statusCode = status;
      return body;
    });
    await expect(open("semanticscholar").refresh(due, now, quiet)).rejects.toThrow(message);
    await server.close();
  }
  await serve(() => "[]");
});

it("Hacker News: one search for all links, points of several stories of a paper add up", async () => {
  await serve(() => ({
    nbPages: 1,
    hits: [
      { url: "https://arxiv.org/abs/2601.00001", points: 100, num_comments: 10 },
      { url: "https://arxiv.org/pdf/2601.00001v2.pdf?x=1", points: 5, num_comments: null },
      { url: "https://notarxiv.example/abs/2601.00002", points: 9, num_comments: 9 },
      { url: null, points: "many" },
    ],
  }));
  const found = await open("hackernews").refresh([], now, quiet);
  expect(found).toMatchObject([
    {
      arxivId: "2601.00001",
      signals: [
        { signal: "points", value: 105 },
        { signal: "point_comments", value: 10 },
      ],
    },
  ]);
  expect(server.asked).toHaveLength(1);
  expect(new URL(server.url + server.asked[0]?.url).searchParams.get("numericFilters")).toBe(
    `created_at_i>${now.getTime() / 1000 - 30 * 86_400}`,
  );
});

it("OpenAlex: citations by DOI, arXiv's own among them, and the arXiv id of a journal's article", async () => {
  await serve(() => ({
    results: [
      { doi: "https://doi.org/10.48550/arxiv.2601.00001", cited_by_count: 3, locations: [] },
      {
        doi: "https://doi.org/10.1000/X",
        cited_by_count: 40,
        locations: [
          { landing_page_url: null },
          { landing_page_url: "http://arxiv.org/abs/2601.00002" },
        ],
      },
      { doi: "https://doi.org/10.1000/unasked", cited_by_count: 9 },
    ],
  }));
  const due = [
    ref({ arxivId: "2601.00001" }),
    ref({ doi: "10.1000/x" }),
    ref({ doi: "10.1000/a|b,c" }),
  ];
  expect(await open("openalex").refresh(due, now, quiet)).toMatchObject([
    { arxivId: "2601.00001", doi: null, signals: [{ signal: "cited_by", value: 3 }] },
    { arxivId: "2601.00002", doi: "10.1000/x", signals: [{ signal: "cited_by", value: 40 }] },
  ]);
  expect(new URL(server.url + server.asked[0]?.url).searchParams.get("filter")).toBe(
    "doi:10.48550/arxiv.2601.00001|10.1000/x",
  );
});

it.runIf(existsSync(RECORDED))("reads what was recorded of them", async () => {
  await serve(({ url }) => {
    if (url.startsWith("/repos")) return recorded("github/repo.json");
    if (url.startsWith("/graph")) return recorded("semantic-scholar/paper_batch.json");
    if (url.startsWith("/works")) return `{"results":[${recorded("openalex/work.json")}]}`;
    return recorded("hackernews/algolia_search.json");
  });
  const count = JSON.parse(recorded("semantic-scholar/paper_batch.json")).length;
  const batch = Array.from({ length: count }, () => ref({ doi: "10.1/x" }));
  const [scholar] = await open("semanticscholar").refresh(batch, now, quiet);
  expect(scholar?.signals.map((s) => s.value)).toEqual([10670, 578]);
  const work = ref({ doi: "10.1073/pnas.1414271111" });
  const [cited] = await open("openalex").refresh([work], now, quiet);
  expect(cited?.signals[0]?.value).toBeGreaterThan(0);
  const repo = ref({ doi: "10.1/x", githubRepo: "octokit-fixture-org/hello-world" });
  expect((await open("github").refresh([repo], now, quiet))[0]?.signals[0]?.value).toBe(0);
  expect(await open("hackernews").refresh([], now, quiet)).toEqual([]);
});
