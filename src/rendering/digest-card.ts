// One paper of an edition as both parts of a mail show it: made and encoded once, then joined into
// every digest that holds the paper. Whatever the paper's text says, it stays text.
import { cleanText, wrapText } from "./clean-text.ts";
import type { Card, EditionPaper } from "./digest.ts";
import { authorsLine, paperFacts } from "./paper-line.ts";
import { segmentOf } from "./segment.ts";
import type { Templates } from "./template-engine.ts";

const TITLE_LIMIT = 240;
const ABSTRACT_LIMIT = 420;
const REASON_LIMIT = 120;
export const TEXT_WIDTH = 72;

/** @param around the HTML that the frame puts before and after a card */
export function createCard(
  paper: EditionPaper,
  publicUrl: string,
  templates: Templates,
  around: readonly [before: string, after: string],
): Card {
  const { snapshot } = paper;
  const content = {
    url: `${publicUrl}/papers/${paper.paperId}`,
    title: cleanText(snapshot.title, TITLE_LIMIT) || "Untitled paper",
    authors: authorsLine(snapshot.authors),
    why: paper.reasons.map((reason) => cleanText(reason, REASON_LIMIT)).join(" · "),
    abstract: cleanText(snapshot.abstract, ABSTRACT_LIMIT),
    facts: paperFacts(snapshot),
  };
  const html = templates.render("mail/digest-card", content).trim();
  return {
    title: content.title,
    html: segmentOf(around[0] + html + around[1]),
    text: segmentOf(cardText(content)),
  };
}

interface CardContent {
  url: string;
  title: string;
  authors: string;
  why: string;
  abstract: string;
  facts: ReturnType<typeof paperFacts>;
}

function cardText({ url, title, authors, why, abstract, facts }: CardContent): string {
  const labels = facts.filter((fact) => !fact.url).map((fact) => fact.label);
  const lines = [
    wrapText(title, TEXT_WIDTH),
    authors && wrapText(authors, TEXT_WIDTH, "  "),
    why && wrapText(why, TEXT_WIDTH, "  "),
    abstract && `\n${wrapText(abstract, TEXT_WIDTH, "  ")}\n`,
    labels.length > 0 && `  ${labels.join(" · ")}`,
    `  ${url}`,
    ...facts.flatMap((fact) => (fact.url ? [`  ${fact.url}`] : [])),
  ];
  return `${lines.filter(Boolean).join("\n")}\n\n${"-".repeat(TEXT_WIDTH)}\n\n`;
}
