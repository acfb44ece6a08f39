// A paper as a source would tell it, with only what a test cares about spelled out.
import type { FoundPaper, PaperSource } from "../src/sources/source.ts";

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

/** A collection with nothing behind it. */
export const firstCollection = (now: Date) => ({ now, lastRead: null, due: [] });

/** A source that tells what a test wants. */
export function fakeSource(name: string, collect: PaperSource["collect"]): PaperSource {
  return { name, collect, plan: () => [] };
}
