// The settings of the sources: which ones are read, where they are, and the keys some of them give.
import { z } from "zod";
import { baseUrl, list, text } from "./config-types.ts";

/** Those that tell of papers, then those that only count. */
export const SOURCE_NAMES = [
  "seeds",
  "huggingface",
  "arxiv",
  "github",
  "semanticscholar",
  "hackernews",
  "openalex",
] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

const NAMES = `write a list of ${SOURCE_NAMES.join(", ")}`;
const CATEGORY = /^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]{2,17})?$/;
const secret = text(z.string().trim().max(500).optional());

export const sourceSettings = {
  SOURCES: text(
    z
      .string()
      .default("seeds,huggingface,arxiv")
      .transform(list)
      .pipe(z.array(z.enum(SOURCE_NAMES, { error: NAMES })).min(1, NAMES)),
  ),
  ARXIV_CATEGORIES: text(
    z
      .string()
      .default("cs.AI,cs.CL,cs.CV,cs.LG,cs.RO,stat.ML")
      .transform(list)
      .refine((names) => names.length > 0 && names.every((name) => CATEGORY.test(name)), {
        error: "write a list of arXiv categories such as cs.CL,stat.ML",
      }),
  ),
  HUGGINGFACE_URL: baseUrl("https://huggingface.co"),
  ARXIV_URL: baseUrl("https://export.arxiv.org"),
  ARXIV_RSS_URL: baseUrl("https://rss.arxiv.org"),
  ARXIV_OAI_URL: baseUrl("https://oaipmh.arxiv.org/oai"),
  GITHUB_URL: baseUrl("https://api.github.com"),
  SEMANTIC_SCHOLAR_URL: baseUrl("https://api.semanticscholar.org"),
  HACKER_NEWS_URL: baseUrl("https://hn.algolia.com"),
  OPENALEX_URL: baseUrl("https://api.openalex.org"),
  GITHUB_TOKEN: secret,
  SEMANTIC_SCHOLAR_KEY: secret,
};

const shape = z.object(sourceSettings);

export function nestSources(env: z.infer<typeof shape>) {
  return {
    sources: [...new Set(env.SOURCES)],
    arxivCategories: [...new Set(env.ARXIV_CATEGORIES)],
    sourceUrls: {
      huggingface: env.HUGGINGFACE_URL,
      arxiv: env.ARXIV_URL,
      arxivRss: env.ARXIV_RSS_URL,
      arxivOai: env.ARXIV_OAI_URL,
      github: env.GITHUB_URL,
      semanticscholar: env.SEMANTIC_SCHOLAR_URL,
      hackernews: env.HACKER_NEWS_URL,
      openalex: env.OPENALEX_URL,
    },
    /** null: asked without a key, within what strangers may ask. */
    sourceKeys: {
      github: env.GITHUB_TOKEN ?? null,
      semanticscholar: env.SEMANTIC_SCHOLAR_KEY ?? null,
    },
  };
}
