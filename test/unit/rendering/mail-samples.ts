// Papers, editions and readers for the tests of mails.
import type { PaperSnapshot } from "../../../src/db/edition-tables.ts";
import type { DigestReader, EditionForMail, EditionPaper } from "../../../src/rendering/digest.ts";
import { createDigestRenderer } from "../../../src/rendering/render-digest.ts";
import { createTemplates } from "../../../src/rendering/template-engine.ts";

export const SETTINGS = {
  publicUrl: "https://papers.example.org",
  publicHost: "papers.example.org",
  from: { name: "Paperboy", address: "paperboy@mail.example.org" },
};
export const NOW = new Date("2026-11-22T06:00:00Z");
export const renderer = createDigestRenderer(createTemplates(), SETTINGS);

export function samplePaper(
  paperId: number,
  snapshot: Partial<PaperSnapshot> = {},
  reasons: readonly string[] = ["212 upvotes on Hugging Face"],
): EditionPaper {
  return {
    paperId,
    rank: paperId,
    reasons,
    basis: "signals",
    snapshot: {
      title: `Paper number ${paperId}`,
      abstract: "We study the matter at hand. It turns out well.",
      authors: ["Ada Lovelace", "Grace Hopper"],
      categories: ["cs.CL", "cs.LG"],
      arxivId: "2405.10927",
      doi: null,
      githubRepo: "octo/paper",
      projectUrl: null,
      publishedAt: "2026-11-20T12:00:00Z",
      ...snapshot,
    },
  };
}

export function sampleEdition(papers: readonly EditionPaper[], note: string | null = null) {
  return { date: "2026-11-22", note, papers } satisfies EditionForMail;
}

export function sampleReader(over: Partial<DigestReader> = {}): DigestReader {
  return {
    deliveryId: "0b7c2f1e-8f11-4a0f-9d4b-7f5d2f0c1a11",
    email: "reader@example.net",
    paperIds: [1],
    preferencesUrl: "https://papers.example.org/preferences/preferences-token",
    unsubscribeUrl: "https://papers.example.org/unsubscribe/unsubscribe-token",
    now: NOW,
    ...over,
  };
}

/** One digest with these papers, in the clear and finished. */
export async function digestOf(
  papers: readonly EditionPaper[],
  over: Partial<DigestReader> = {},
  note: string | null = null,
) {
  const prepared = await renderer.prepareEdition(sampleEdition(papers, note));
  const paperIds = papers.map((paper) => paper.paperId);
  return renderer.renderDigestParts(prepared, sampleReader({ paperIds, ...over }));
}

/** What a person sees of an HTML part: its text, without tags, head and the hidden preview. */
export function visibleText(html: string): string {
  return html
    .replace(/<head>[\s\S]*<\/head>|<!--[\s\S]*?-->/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
}

export function linksOf(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? "");
}
