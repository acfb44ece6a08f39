// A paper as pages show it: cleaned text, short lines, links built from checked parts. Whatever the
// paper's text says, it is text.
import type { PaperSnapshot } from "../db/edition-tables.ts";
import type { EditionPaper } from "../editions/edition.ts";
import type { Paper } from "../papers/paper.ts";
import { snapshotOfPaper } from "../papers/paper-snapshot.ts";
import { cleanText } from "../rendering/clean-text.ts";
import { authorsLine, type Fact, paperFacts } from "../rendering/paper-line.ts";

export interface PaperView {
  rank: number | null;
  url: string;
  title: string;
  authors: string;
  reasons: string;
  abstract: string;
  facts: Fact[];
}

const TITLE_LIMIT = 300;
const EXCERPT_LIMIT = 360;
const REASON_LIMIT = 160;

export function titleOf({ title }: { title: string }): string {
  return cleanText(title, TITLE_LIMIT) || "Untitled paper";
}

function viewOf(id: number, snapshot: PaperSnapshot): PaperView {
  return {
    rank: null,
    url: `/papers/${id}`,
    title: titleOf(snapshot),
    authors: authorsLine(snapshot.authors),
    reasons: "",
    abstract: cleanText(snapshot.abstract, EXCERPT_LIMIT),
    facts: paperFacts(snapshot),
  };
}

export function viewOfPaper(paper: Paper): PaperView {
  return viewOf(paper.id, snapshotOfPaper(paper));
}

export function viewOfRanked(paper: EditionPaper): PaperView {
  const reasons = paper.reasons.map((reason) => cleanText(reason, REASON_LIMIT)).join(" · ");
  return { ...viewOf(paper.paperId, paper.snapshot), rank: paper.rank, reasons };
}
