// Seed papers in our words. They are an archive, not news: one that does not say when it was listed
// is dated by the most that is known of its age, so that it never counts as new on the day of import.
import { ABSTRACT_LIMIT, cleanNames, cleanText, TITLE_LIMIT } from "../found-text.ts";
import {
  monthOfArxivId,
  parseArxivId,
  parseDoi,
  parseGithubRepo,
  parseWebUrl,
} from "../paper-names.ts";
import type { FoundPaper } from "../source.ts";
import type { SeedPaper } from "./seed-shape.ts";

const UNKNOWN_AGE = new Date(0);

/** Publication, else the month in the arXiv id, else 1970: an order among the old, shown to nobody. */
function archiveDate(publishedAt: Date | null, arxivId: string | null): Date {
  return publishedAt ?? (arxivId === null ? UNKNOWN_AGE : monthOfArxivId(arxivId));
}

export function adaptSeedPaper(seed: SeedPaper): FoundPaper {
  const arxivId = parseArxivId(seed.arxivId ?? "");
  const publishedAt = seed.publishedAt ?? null;
  const { upvotes, upvotesObservedAt } = seed;
  return {
    arxivId,
    doi: parseDoi(seed.doi ?? ""),
    title: cleanText(seed.title, TITLE_LIMIT),
    abstract: cleanText(seed.abstract, ABSTRACT_LIMIT),
    authors: cleanNames(seed.authors),
    categories: seed.categories,
    publishedAt,
    listedAt: seed.listedOn ?? archiveDate(publishedAt, arxivId),
    githubRepo: parseGithubRepo(seed.githubRepo ?? ""),
    projectUrl: parseWebUrl(seed.projectUrl ?? ""),
    signals:
      upvotes == null || upvotesObservedAt == null
        ? []
        : [{ signal: "upvotes", value: upvotes, observedAt: upvotesObservedAt }],
  };
}
