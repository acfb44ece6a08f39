// A paper as a source would tell it, with only what a test cares about spelled out.
import type { FoundPaper } from "../src/sources/source.ts";

export function foundPaper(known: Partial<FoundPaper>): FoundPaper {
  return {
    arxivId: null,
    doi: null,
    title: "A paper without a name of its own",
    abstract: "",
    authors: [],
    categories: [],
    publishedAt: null,
    listedAt: null,
    githubRepo: null,
    projectUrl: null,
    signals: [],
    ...known,
  };
}
