// Builds the sources that SOURCES names, each with its own way out. Nothing is asked yet.
import type { Config } from "../config.ts";
import type { SourceName } from "../config-sources.ts";
import type { AnswerKeeper } from "./answer-keeper.ts";
import { createArxivSource } from "./arxiv/arxiv-source.ts";
import { createGithubSource } from "./github/github-source.ts";
import { createHackernewsSource } from "./hackernews/hackernews-source.ts";
import { createHttpClient, type HttpClient } from "./http-client.ts";
import { createHuggingfaceSource } from "./huggingface/huggingface-source.ts";
import { createOpenalexSource } from "./openalex/openalex-source.ts";
import { createSeedSource } from "./seeds/seed-source.ts";
import { createSemanticScholarSource } from "./semanticscholar/semanticscholar-source.ts";
import type { Source } from "./source.ts";

export type SourceConfig = Pick<
  Config,
  "sources" | "sourceUrls" | "sourceKeys" | "arxivCategories" | "http"
>;

/**
 * Milliseconds from one request to the next. arXiv's is its rule
 * (https://info.arxiv.org/help/api/tou.html); the others' are ours, well under what they allow.
 */
const SPACING: Record<SourceName, number> = {
  seeds: 0,
  huggingface: 250,
  arxiv: 3_000,
  github: 100,
  semanticscholar: 1_100,
  hackernews: 500,
  openalex: 200,
};

type Opener = (config: SourceConfig, http: HttpClient) => Source;

const OPENERS: Record<SourceName, Opener> = {
  seeds: () => createSeedSource(),
  huggingface: ({ sources, sourceUrls }, http) =>
    createHuggingfaceSource({
      http,
      baseUrl: sourceUrls.huggingface,
      withStars: !sources.includes("github"),
    }),
  arxiv: ({ sourceUrls, arxivCategories }, http) =>
    createArxivSource({
      http,
      baseUrl: sourceUrls.arxiv,
      rssUrl: sourceUrls.arxivRss,
      categories: arxivCategories,
    }),
  github: ({ sourceUrls, sourceKeys }, http) =>
    createGithubSource({ http, baseUrl: sourceUrls.github, token: sourceKeys.github }),
  semanticscholar: ({ sourceUrls, sourceKeys }, http) =>
    createSemanticScholarSource({
      http,
      baseUrl: sourceUrls.semanticscholar,
      key: sourceKeys.semanticscholar,
    }),
  hackernews: ({ sourceUrls }, http) =>
    createHackernewsSource({ http, baseUrl: sourceUrls.hackernews }),
  openalex: ({ sourceUrls }, http) => createOpenalexSource({ http, baseUrl: sourceUrls.openalex }),
};

/** The way out to a source, at the distance between requests that is right for it. */
export function openHttpClient(
  config: Pick<Config, "http">,
  name: SourceName,
  keeper: AnswerKeeper | null = null,
): HttpClient {
  const { publicUrl } = config.http;
  return createHttpClient({ source: name, publicUrl, spacing: SPACING[name], keeper });
}

/** One source with a way out of one's own. */
export function openSource(name: SourceName, config: SourceConfig, http: HttpClient): Source {
  return OPENERS[name](config, http);
}

/**
 * In the order of SOURCES.
 * @param keeper where answers are kept for conditional requests; null: every answer is asked for whole
 */
export function openSources(config: SourceConfig, keeper: AnswerKeeper | null = null): Source[] {
  return config.sources.map((name) =>
    openSource(name, config, openHttpClient(config, name, keeper)),
  );
}
