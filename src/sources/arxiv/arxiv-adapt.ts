// arXiv's three formats in our words. Only what is new counts as listed: replacements, and old papers
// that get a further category, are no news.
import { ABSTRACT_LIMIT, cleanNames, cleanText, TITLE_LIMIT } from "../found-text.ts";
import { monthOfArxivId, parseArxivId, parseDoi } from "../paper-names.ts";
import type { FoundPaper } from "../source.ts";
import { announcementOf } from "./arxiv-calendar.ts";
import type { ArxivEntry, ArxivListing, ArxivRecord } from "./arxiv-shape.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The feed is dated at midnight, the announcement was at 20:00 the evening before. */
const FEED_DELAY = 4 * HOUR;

interface ArxivFacts {
  id: string;
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  doi: string;
  publishedAt: Date | null;
  listedAt: Date;
}

function toFoundPaper(facts: ArxivFacts): FoundPaper {
  const { publishedAt, listedAt } = facts;
  return {
    arxivId: parseArxivId(facts.id),
    // A record may carry several, of one work in several places: the first is the article's.
    doi: parseDoi(facts.doi.split(/[,;\s]/)[0] ?? ""),
    title: cleanText(facts.title, TITLE_LIMIT),
    abstract: cleanText(facts.abstract, ABSTRACT_LIMIT),
    authors: cleanNames(facts.authors),
    categories: [...new Set(facts.categories.filter((name) => name !== ""))],
    ...{ publishedAt, listedAt, githubRepo: null, projectUrl: null, signals: [] },
  };
}

/** New, or cross-listed while new: first version, and an id of the last two months. */
function isNews({ kind, id, announced }: ArxivListing): boolean {
  if (kind === "new") return true;
  const arxivId = parseArxivId(id);
  const recent = announced.getTime() - 62 * DAY;
  const isYoung = arxivId !== null && monthOfArxivId(arxivId).getTime() > recent;
  return kind === "cross" && isYoung && !/v(?!1$)\d+$/.test(id);
}

/** null: no news. */
export function adaptArxivListing(listing: ArxivListing): FoundPaper | null {
  if (!isNews(listing)) return null;
  return toFoundPaper({
    ...listing,
    abstract: listing.description.replace(/^[\s\S]{0,200}?Abstract:\s*/, ""),
    authors: listing.authors.split(/,\s*/),
    publishedAt: null,
    listedAt: new Date(listing.announced.getTime() - FEED_DELAY),
  });
}

export function adaptArxivEntry(entry: ArxivEntry): FoundPaper {
  return toFoundPaper({
    ...entry,
    abstract: entry.summary,
    categories: [entry.primary, ...entry.categories],
    publishedAt: entry.published,
    listedAt: announcementOf(entry.published),
  });
}

export function adaptArxivRecord(record: ArxivRecord): FoundPaper {
  return toFoundPaper({
    ...record,
    categories: record.categories.split(/\s+/),
    publishedAt: record.created,
    listedAt: announcementOf(record.created),
  });
}
