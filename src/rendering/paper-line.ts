// The small lines under a paper's title, the same for HTML and text: authors, and what it is with
// where to find it. Links are built from checked parts only, so a paper cannot choose a scheme.
import { DateTime } from "luxon";
import type { PaperSnapshot } from "../db/edition-tables.ts";
import { cleanText } from "./clean-text.ts";

export interface Fact {
  label: string;
  url?: string;
}

const AUTHORS_SHOWN = 3;
const CATEGORIES_SHOWN = 2;
const NAME_LIMIT = 60;
const ARXIV_ID = /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})$/;
const GITHUB_REPO = /^(?:https?:\/\/github\.com\/)?([\w.-]{1,100}\/[\w.-]{1,100})\/?$/i;

/** "A, B, C and 4 more", or "" where no author is known. */
export function authorsLine(authors: readonly string[]): string {
  const names = authors.slice(0, AUTHORS_SHOWN + 1).map((name) => cleanText(name, NAME_LIMIT));
  const known = names.filter(Boolean);
  if (authors.length <= AUTHORS_SHOWN + 1) return known.join(", ");
  return `${known.slice(0, AUTHORS_SHOWN).join(", ")} and ${authors.length - AUTHORS_SHOWN} more`;
}

/** A web address as it may stand in a link, or null: only http and https, without credentials. */
export function webUrl(value: string | null): string | null {
  if (!value || value.length > 500 || !URL.canParse(value)) return null;
  const url = new URL(value);
  if (!["http:", "https:"].includes(url.protocol) || url.username || url.password) return null;
  return url.href;
}

function origin(snapshot: PaperSnapshot): Fact[] {
  const { arxivId, doi } = snapshot;
  if (arxivId && ARXIV_ID.test(arxivId)) {
    return [{ label: `arXiv ${arxivId}`, url: `https://arxiv.org/abs/${arxivId}` }];
  }
  if (doi && /^10\.\d{4,9}\/[\x21-\x7e]{1,200}$/.test(doi)) {
    return [{ label: `doi ${doi}`, url: `https://doi.org/${encodeURI(doi)}` }];
  }
  return [];
}

/** Where the paper is, its categories, its date, its code and its page, as far as known. */
export function paperFacts(snapshot: PaperSnapshot): Fact[] {
  const published = DateTime.fromISO(snapshot.publishedAt ?? "", { zone: "utc" });
  const repo = GITHUB_REPO.exec(snapshot.githubRepo ?? "")?.[1];
  const project = webUrl(snapshot.projectUrl);
  const categories = snapshot.categories.slice(0, CATEGORIES_SHOWN);
  return [
    ...origin(snapshot),
    ...categories.map((category) => ({ label: cleanText(category, 30) })),
    ...(published.isValid ? [{ label: published.toFormat("d LLL yyyy") }] : []),
    ...(repo ? [{ label: "Code", url: `https://github.com/${repo}` }] : []),
    ...(project ? [{ label: "Project page", url: project }] : []),
  ].filter((fact) => fact.label !== "");
}
