// A paper as readers see it: what an edition freezes, and what a page shows. Here, and not where
// papers are stored, TeX becomes readable: identity and search keep the source's own words.
import type { PaperSnapshot } from "../db/edition-tables.ts";
import type { Paper } from "./paper.ts";
import { readableText } from "./readable-text.ts";

export function snapshotOfPaper(paper: Paper): PaperSnapshot {
  const { authors, categories, arxivId, doi, githubRepo, projectUrl } = paper;
  return {
    title: readableText(paper.title),
    abstract: readableText(paper.abstract),
    ...{ authors: authors.map(readableText), categories, arxivId, doi, githubRepo, projectUrl },
    publishedAt: paper.publishedAt?.toISOString() ?? null,
  };
}
