// Hugging Face's entries in our words. Its GitHub stars are left out where GitHub itself is asked,
// since two clocks in one series would show falls and leaps that never were.
import type { Signal } from "../../db/signals.ts";
import { ABSTRACT_LIMIT, cleanNames, cleanText, TITLE_LIMIT } from "../found-text.ts";
import { parseArxivId, parseGithubRepo, parseWebUrl } from "../paper-names.ts";
import type { FoundPaper, FoundSignal } from "../source.ts";
import type { HuggingfaceEntry } from "./huggingface-shape.ts";

/** @param day the date asked for, YYYY-MM-DD: when an entry does not say, it was listed then */
export function adaptHuggingfaceEntry(
  entry: HuggingfaceEntry,
  day: string,
  observedAt: Date,
  withStars: boolean,
): FoundPaper {
  const { paper, numComments } = entry;
  const counts: [Signal, number | null | undefined][] = [
    ["upvotes", paper.upvotes],
    ["comments", numComments],
    ["github_stars", withStars && paper.githubRepo ? paper.githubStars : null],
  ];
  return {
    arxivId: parseArxivId(paper.id),
    doi: null,
    title: cleanText(paper.title, TITLE_LIMIT),
    abstract: cleanText(paper.summary ?? "", ABSTRACT_LIMIT),
    authors: cleanNames(paper.authors),
    categories: [],
    publishedAt: paper.publishedAt ?? null,
    listedAt: paper.submittedOnDailyAt ?? new Date(`${day}T00:00:00Z`),
    githubRepo: parseGithubRepo(paper.githubRepo ?? ""),
    projectUrl: parseWebUrl(paper.projectPage ?? ""),
    signals: counts.flatMap(([signal, value]): FoundSignal[] =>
      value === null || value === undefined ? [] : [{ signal, value, observedAt }],
    ),
  };
}
