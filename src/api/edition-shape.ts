// How the API shows editions: the summary in lists, the frozen papers with their reasons in one.
import { z } from "zod";
import type { Edition, EditionSummary } from "../editions/edition.ts";
import { paperSchema } from "./paper-shape.ts";

export const summarySchema = z.object({
  date: z.string(),
  state: z.enum(["published", "skipped"]),
  url: z.string(),
  rankedAt: z.string(),
  candidates: z.int(),
  note: z.string().nullable(),
});

export const editionSchema = summarySchema.extend({
  sources: z.array(
    z.object({ source: z.string(), papers: z.int(), observations: z.int(), ok: z.boolean() }),
  ),
  papers: z.array(
    z.object({
      rank: z.int(),
      paperId: z.int(),
      url: z.string(),
      score: z.number().nullable(),
      basis: z.enum(["signals", "recency"]),
      parts: z.record(z.string(), z.number()),
      reasons: z.array(z.string()),
      resurgent: z.boolean(),
      ...paperSchema.omit({ id: true, url: true }).shape,
    }),
  ),
});

export function toSummaryBody(
  edition: EditionSummary,
  publicUrl: string,
): z.infer<typeof summarySchema> {
  const { date, state, candidates, note } = edition;
  const url = `${publicUrl}/editions/${date}`;
  return { date, state, url, rankedAt: edition.rankedAt.toISOString(), candidates, note };
}

export function toEditionBody(edition: Edition, publicUrl: string): z.infer<typeof editionSchema> {
  return {
    ...toSummaryBody(edition, publicUrl),
    // A source's error text is the operator's.
    sources: edition.sources.map(({ source, papers, observations, error }) => ({
      ...{ source, papers, observations },
      ok: error === null,
    })),
    papers: edition.papers.map(({ snapshot, ...place }) => ({
      ...place,
      ...snapshot,
      url: `${publicUrl}/papers/${place.paperId}`,
    })),
  };
}
