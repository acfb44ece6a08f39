// arXiv: the announcements of the day in every category asked for, and over the API what was announced
// since the last reading. When nothing was due to be announced, an empty feed is no fault.
import { messageOf } from "../../errors.ts";
import type { HttpClient } from "../http-client.ts";
import type { CollectionState, FoundPaper, PaperSource, Tell } from "../source.ts";
import { adaptArxivEntry, adaptArxivListing } from "./arxiv-adapt.ts";
import { readArxivAnswer } from "./arxiv-answer.ts";
import { lastAnnouncement } from "./arxiv-calendar.ts";
import { parseArxivAtom, parseArxivRss } from "./arxiv-feed-parse.ts";

export interface ArxivOptions {
  http: HttpClient;
  /** Of the API. */
  baseUrl: string;
  rssUrl: string;
  categories: readonly string[];
}

const NAME = "arxiv";
const PAGE = 500;
const MAX_PAGES = 20;
const BACKFILL_DAYS = 7;
const DAY = 86_400_000;
/** The feed comes out at midnight, four hours after the announcement, and takes a while. */
const FEED_IS_OUT = 5 * 3_600_000;

export const rssUrlOf = (rssUrl: string, category: string) => `${rssUrl}/rss/${category}`;

async function readFeed({ http, rssUrl }: ArxivOptions, category: string, now: Date, tell: Tell) {
  const url = rssUrlOf(rssUrl, category);
  const text = await http.getText(url);
  const { entries, broken } = readArxivAnswer(url, () => parseArxivRss(text));
  if (broken > 0) tell(`${broken} entries of ${category} could not be read`);
  const due = now.getTime() - lastAnnouncement(now).getTime();
  if (entries.length === 0 && due > FEED_IS_OUT && due < DAY) {
    tell(
      `nothing in ${category} although an announcement was due at ${lastAnnouncement(now).toISOString()}`,
    );
  }
  return entries.flatMap((entry) => adaptArxivListing(entry) ?? []);
}

/** Submissions between two instants, as arXiv's API wants them asked for. */
export function backfillUrl(
  baseUrl: string,
  categories: readonly string[],
  from: Date,
  to: Date,
  start = 0,
) {
  const minute = (at: Date) => at.toISOString().replace(/\D/g, "").slice(0, 12);
  const anyOf = categories.map((category) => `cat:${category}`).join(" OR ");
  const query = new URLSearchParams({
    search_query: `(${anyOf}) AND submittedDate:[${minute(from)} TO ${minute(to)}]`,
    sortBy: "submittedDate",
    sortOrder: "descending",
    start: String(start),
    max_results: String(PAGE),
  });
  return `${baseUrl}/api/query?${query}`;
}

/**
 * From when on submissions may have been announced unseen; null: the feed of the day covers it all.
 * What was submitted up to four days before an announcement (a weekend and a holiday) was in it.
 */
export function backfillFrom({ now, lastRead }: CollectionState): Date | null {
  const latest = lastAnnouncement(now).getTime();
  const before = lastAnnouncement(new Date(latest - 1));
  if (lastRead !== null && lastRead >= before) return null;
  const oldest = now.getTime() - BACKFILL_DAYS * DAY;
  return new Date(Math.max((lastRead?.getTime() ?? 0) - 4 * DAY, oldest));
}

async function readMissed(options: ArxivOptions, from: Date, now: Date, tell: Tell) {
  const { http, baseUrl, categories } = options;
  const found: FoundPaper[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const url = backfillUrl(baseUrl, categories, from, now, page * PAGE);
    const text = await http.getText(url);
    const { entries, broken, total } = readArxivAnswer(url, () => parseArxivAtom(text));
    if (broken > 0) tell(`${broken} entries of the back-fill could not be read`);
    found.push(...entries.map(adaptArxivEntry));
    if (entries.length === 0 || (page + 1) * PAGE >= total) break;
  }
  // What is submitted but not announced yet is nobody's news.
  return found.filter((paper) => (paper.listedAt ?? now) <= now);
}

/** One paper an id: the feeds of its cross-lists tell of it too. */
function once(found: readonly FoundPaper[]): FoundPaper[] {
  return [...new Map(found.map((paper) => [paper.arxivId ?? paper.title, paper])).values()];
}

export function createArxivSource(options: ArxivOptions): PaperSource {
  return {
    name: NAME,
    async collect(now, tell, state) {
      const listed: FoundPaper[] = [];
      for (const category of options.categories) {
        listed.push(...(await readFeed(options, category, now, tell)));
      }
      const from = backfillFrom(state);
      if (from === null) return once(listed);
      try {
        return [...(await readMissed(options, from, now, tell)), ...once(listed)];
      } catch (error) {
        tell(`the days missed stay missed: ${messageOf(error)}`);
        return once(listed);
      }
    },
    plan(state) {
      const from = backfillFrom(state);
      const feeds = options.categories.map((category) => ({
        url: rssUrlOf(options.rssUrl, category),
        count: 1,
      }));
      if (from === null) return feeds;
      return [
        ...feeds,
        { url: backfillUrl(options.baseUrl, options.categories, from, state.now), count: 1 },
      ];
    },
  };
}
