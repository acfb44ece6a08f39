// An edition: the ranked list of one date, frozen. What it holds never changes once published.
import type { PaperSnapshot, SourceReport } from "../db/edition-tables.ts";

export interface EditionPaper {
  paperId: number;
  /** 1 is the best. */
  rank: number;
  /** null: no signal was known, so none was invented. */
  score: number | null;
  basis: "signals" | "recency";
  /** The score's parts by name. */
  parts: Record<string, number>;
  /** Why it stands here, in words with numbers. */
  reasons: string[];
  /** An old paper that grows again, well above its own pace. */
  resurgent: boolean;
  snapshot: PaperSnapshot;
}

export interface EditionSummary {
  /** YYYY-MM-DD in EDITION_TIMEZONE. */
  date: string;
  state: "published" | "skipped";
  /** Observations after this instant were not used. */
  rankedAt: Date;
  /** How many papers were considered. */
  candidates: number;
  sources: SourceReport[];
  note: string | null;
  /** When its deliveries were planned; null: not yet. */
  plannedAt: Date | null;
}

export interface Edition extends EditionSummary {
  papers: EditionPaper[];
}

/** How many papers an edition freezes: enough for readers who skip, mute or choose topics. */
export const EDITION_LENGTH = 200;

const join = new Intl.ListFormat("en", { type: "conjunction" });

/** What readers are told where a day was not an ordinary one; null on an ordinary day. */
export function editionNote(
  papers: readonly Pick<EditionPaper, "basis">[],
  sources: readonly SourceReport[],
): string | null {
  const sentences: string[] = [];
  const unread = sources.filter((source) => source.error !== null).map((source) => source.source);
  if (unread.length > 0) {
    sentences.push(
      `${join.format(unread)} could not be read today, so this edition is made from what was known before.`,
    );
  }
  const unsignalled = papers.filter((paper) => paper.basis === "recency").length;
  if (papers.length === 0) {
    sentences.push("No paper is known yet.");
  } else if (unsignalled === papers.length) {
    sentences.push("No signal is known for any of these papers: they are ordered by recency.");
  } else if (unsignalled > 0) {
    sentences.push(
      `${unsignalled} of these ${papers.length} papers have no signal yet: they come last, ordered by recency.`,
    );
  }
  return sentences.length > 0 ? sentences.join(" ") : null;
}
