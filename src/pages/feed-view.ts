// An Atom feed (RFC 4287) of the newest edition or of a search. A paper keeps its id for good, so a
// feed reader shows it once, however many editions hold it and wherever Paperboy moves.
import type { PaperSnapshot } from "../db/edition-tables.ts";
import type { Edition } from "../editions/edition.ts";
import { categoryName } from "../papers/category-names.ts";
import type { Paper } from "../papers/paper.ts";
import { snapshotOfPaper } from "../papers/paper-snapshot.ts";
import { cleanText } from "../rendering/clean-text.ts";
import { spokenDate } from "../rendering/digest-words.ts";
import { paperFacts } from "../rendering/paper-line.ts";
import { titleOf } from "./paper-view.ts";

export interface FeedEntry {
  id: string;
  url: string;
  title: string;
  updated: string;
  published: string | null;
  authors: string[];
  categories: { term: string; label: string }[];
  /** The paper where it was published. */
  related: string | null;
  reasons: string;
  abstract: string;
}

export interface FeedView {
  id: string;
  title: string;
  subtitle: string;
  selfUrl: string;
  pageUrl: string;
  updated: Date;
  entries: FeedEntry[];
}

/** Where the feed stands. */
export interface FeedSite {
  publicUrl: string;
  publicHost: string;
}

const ABSTRACT_LIMIT = 2_000;
const REASON_LIMIT = 160;
const AUTHORS_SHOWN = 20;

/** A tag (RFC 4151) names a thing without saying where it is. */
const tagOf = ({ publicHost }: FeedSite, name: string) => `tag:${publicHost},2026:${name}`;

function entryOf(site: FeedSite, id: number, snapshot: PaperSnapshot, at: Date): FeedEntry {
  const published = new Date(snapshot.publishedAt ?? Number.NaN);
  const authors = snapshot.authors.slice(0, AUTHORS_SHOWN).map((name) => cleanText(name, 100));
  const categories = snapshot.categories.map((category) => cleanText(category, 30));
  const origin = paperFacts({ ...snapshot, categories: [], githubRepo: null, projectUrl: null });
  return {
    id: tagOf(site, `papers/${id}`),
    url: `${site.publicUrl}/papers/${id}`,
    title: titleOf(snapshot),
    updated: at.toISOString(),
    published: Number.isNaN(published.getTime()) ? null : published.toISOString(),
    authors: authors.filter(Boolean),
    categories: categories.filter(Boolean).map((term) => ({ term, label: categoryName(term) })),
    related: origin.find((fact) => fact.url)?.url ?? null,
    reasons: "",
    abstract: cleanText(snapshot.abstract, ABSTRACT_LIMIT),
  };
}

/** null: there is no edition yet, and the feed is empty. */
export function feedOfEdition(site: FeedSite, edition: Edition | null): FeedView {
  const { publicUrl } = site;
  const updated = edition?.rankedAt ?? new Date(0);
  return {
    id: tagOf(site, "trending"),
    title: "Paperboy: trending papers",
    subtitle: edition ? `The edition of ${spokenDate(edition.date)}` : "No edition yet",
    selfUrl: `${publicUrl}/feed.atom`,
    pageUrl: edition ? `${publicUrl}/editions/${edition.date}` : `${publicUrl}/`,
    updated,
    entries: (edition?.papers ?? []).map((paper) => ({
      ...entryOf(site, paper.paperId, paper.snapshot, updated),
      reasons: paper.reasons.map((reason) => cleanText(reason, REASON_LIMIT)).join(" · "),
    })),
  };
}

/** @param papers newest first */
export function feedOfSearch(site: FeedSite, q: string, papers: readonly Paper[]): FeedView {
  const query = new URLSearchParams({ q: q.toWellFormed() }).toString();
  const instants = papers.map((paper) => paper.updatedAt.getTime());
  return {
    id: tagOf(site, `search?${query}`),
    title: `Paperboy: papers about ${cleanText(q, 80)}`,
    subtitle: "The newest papers that match",
    selfUrl: `${site.publicUrl}/feed.atom?${query}`,
    pageUrl: `${site.publicUrl}/search?${query}`,
    updated: new Date(Math.max(0, ...instants)),
    entries: papers.map((paper) =>
      entryOf(site, paper.id, snapshotOfPaper(paper), paper.updatedAt),
    ),
  };
}
