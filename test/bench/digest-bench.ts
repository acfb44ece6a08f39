// `digest`: what one reader costs once an edition is prepared, and how much goes over the wire.
import { performance } from "node:perf_hooks";
import type { EditionForMail } from "../../src/rendering/digest.ts";
import { createDigestRenderer } from "../../src/rendering/render-digest.ts";
import { createTemplates } from "../../src/rendering/template-engine.ts";
import { type Bench, type Benchmark, median, rounded } from "./bench.ts";

const PAPERS = 200;
const READERS = 2_000;
const ROUNDS = 5;
const SENTENCE =
  "We study how language models retrieve what they were told, and measure it on nine tasks. ";

function editionOf(papers: number): EditionForMail {
  return {
    date: "2026-03-02",
    note: null,
    papers: Array.from({ length: papers }, (_, at) => ({
      paperId: at + 1,
      rank: at + 1,
      reasons: [
        `+${300 - at} upvotes in 24 h (to ${400 - at})`,
        "top 2 % of cs.CL",
        "published 3 days ago",
      ],
      basis: "signals" as const,
      snapshot: {
        ...{
          title: `Paper number ${at} on what language models know`,
          abstract: SENTENCE.repeat(14),
        },
        ...{ authors: ["Ada Author", "Bo Writer", "Cy Third"], categories: ["cs.CL", "cs.LG"] },
        ...{ arxivId: `2603.${String(at).padStart(5, "0")}`, doi: null, githubRepo: "owner/repo" },
        ...{ projectUrl: null, publishedAt: "2026-02-27T00:00:00.000Z" },
      },
    })),
  };
}

async function run({ report }: Bench): Promise<void> {
  const from = { name: "Paperboy", address: "digest@example.org" };
  const settings = { publicUrl: "https://paperboy.example", publicHost: "paperboy.example", from };
  const renderer = createDigestRenderer(createTemplates(), settings);
  const start = performance.now();
  const prepared = await renderer.prepareEdition(editionOf(PAPERS));
  report({
    figure: "preparing the first edition",
    value: rounded(performance.now() - start),
    unit: "ms",
  });
  let bytes = 0;
  const render = (reader: number) => {
    const paperIds = Array.from({ length: 10 }, (_, at) => ((reader * 7 + at * 13) % PAPERS) + 1);
    const link = `https://paperboy.example/x/${"t".repeat(80)}${reader}`;
    const deliveryId = `00000000-0000-4000-8000-${String(reader).padStart(12, "0")}`;
    const reading = { deliveryId, email: `reader-${reader}@example.org`, paperIds };
    const links = { preferencesUrl: link, unsubscribeUrl: link, now: new Date(0) };
    bytes += renderer.renderDigest(prepared, { ...reading, ...links }).content.length;
  };
  for (let reader = 0; reader < READERS; reader++) render(reader);
  bytes = 0;
  const costs = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    for (let reader = 0; reader < READERS; reader++) render(reader);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / READERS;
  });
  report({
    figure: "a reader's digest of 10 papers, CPU",
    value: rounded(median(costs)),
    unit: "µs",
  });
  const size = bytes / READERS / ROUNDS / 1024;
  report({
    figure: "a digest of 10 papers on the wire",
    value: rounded(size, 1),
    unit: "KB",
    limit: 102,
  });
}

export const digestBenchmark: Benchmark = {
  name: "digest",
  about: "rendering one reader's digest of a prepared edition",
  run,
};
