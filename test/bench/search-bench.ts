// `search`: the lists of papers that pages and API ask for, beside 300,000 papers.
import { performance } from "node:perf_hooks";
import { openDatabase } from "../../src/db/connect.ts";
import { publishEdition } from "../../src/editions/publish-edition.ts";
import { createLog } from "../../src/log.ts";
import { type SearchInput, searchPapers } from "../../src/papers/search-papers.ts";
import { AT, openArchive } from "./archive.ts";
import { type Bench, type Benchmark, median, rounded } from "./bench.ts";

const ROUNDS = 7;
const QUESTIONS: readonly [name: string, input: SearchInput][] = [
  ["newest, no question", {}],
  ["trending, no question", { sort: "trending" }],
  ["trending in a field", { sort: "trending", category: "f7.AI" }],
  ["relevance, a common word", { q: "model" }],
  ["relevance, two words", { q: "mechanistic interpretability" }],
  ["relevance, a phrase", { q: '"graph diffusion"' }],
  ["newest, two words", { q: "mechanistic interpretability", sort: "new" }],
  ["trending, two words", { q: "mechanistic interpretability", sort: "trending" }],
];

async function run({ createDatabase, report }: Bench): Promise<void> {
  await openArchive({ createDatabase });
  const log = createLog("silent");
  const { db, pool } = openDatabase(await createDatabase("search", "archive"), log, 2);
  try {
    const date = AT.toISOString().slice(0, 10);
    await publishEdition({ db, log, sources: [], now: () => AT }, date);
    for (const [name, input] of QUESTIONS) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const start = performance.now();
        await searchPapers(db, input);
        times.push(performance.now() - start);
      }
      report({ figure: name, value: rounded(median(times), 1), unit: "ms" });
    }
  } finally {
    await pool.end();
  }
}

export const searchBenchmark: Benchmark = {
  name: "search",
  about: "lists of papers, with and without a question, beside 300,000 papers",
  run,
};
