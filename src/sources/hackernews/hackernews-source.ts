// Points and comments of the stories on Hacker News that link to a paper: one search for all links to
// arXiv of the last month, not one for each paper. Of several stories of a paper the points add up.
import type { HttpClient } from "../http-client.ts";
import { parseJsonAnswer } from "../json-answer.ts";
import { parseArxivId } from "../paper-names.ts";
import { countedPaper, type SignalSource } from "../source.ts";
import { type HackernewsHit, hackernewsAnswer } from "./hackernews-shape.ts";

export interface HackernewsOptions {
  http: HttpClient;
  baseUrl: string;
}

const NAME = "hackernews";
const DAYS = 30;
const MAX_PAGES = 5;
/** Whole hours, so that two collections soon after each other ask for the same. */
const HOUR = 3_600;

export function hackernewsUrl(baseUrl: string, now: Date, page = 0): string {
  const since = Math.floor(now.getTime() / 1000 / HOUR) * HOUR - DAYS * 24 * HOUR;
  const query = new URLSearchParams({
    query: "arxiv.org",
    restrictSearchableAttributes: "url",
    tags: "story",
    numericFilters: `created_at_i>${since}`,
    hitsPerPage: "1000",
    page: String(page),
  });
  return `${baseUrl}/api/v1/search_by_date?${query}`;
}

/** Points and comments by arXiv id. */
export function countStories(hits: readonly HackernewsHit[]) {
  const counts = new Map<string, { points: number; comments: number }>();
  for (const { url, points, num_comments } of hits) {
    const link = /arxiv\.org\/(?:abs|pdf|html)\/[^?#\s]+/i.exec(url ?? "")?.[0];
    const arxivId = link === undefined ? null : parseArxivId(`https://${link}`);
    if (arxivId === null) continue;
    const sum = counts.get(arxivId) ?? { points: 0, comments: 0 };
    counts.set(arxivId, {
      points: sum.points + (points ?? 0),
      comments: sum.comments + (num_comments ?? 0),
    });
  }
  return counts;
}

async function readHits({ http, baseUrl }: HackernewsOptions, now: Date) {
  const hits: HackernewsHit[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const url = hackernewsUrl(baseUrl, now, page);
    const answer = parseJsonAnswer(NAME, url, await http.getText(url), hackernewsAnswer);
    hits.push(...answer.hits);
    if (page + 1 >= answer.nbPages) break;
  }
  return hits;
}

export function createHackernewsSource(options: HackernewsOptions): SignalSource {
  return {
    name: NAME,
    async refresh(_, now) {
      // All of them, not only what is due: an old paper that comes back, comes back here.
      return [...countStories(await readHits(options, now))].map(([arxivId, count]) =>
        countedPaper({ arxivId, doi: null }, [
          { signal: "points", value: count.points, observedAt: now },
          { signal: "point_comments", value: count.comments, observedAt: now },
        ]),
      );
    },
    plan: ({ now }) => [{ url: hackernewsUrl(options.baseUrl, now), count: 1 }],
  };
}
