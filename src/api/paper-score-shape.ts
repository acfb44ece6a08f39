// How the API tells why a paper stands where it stands.
import { z } from "zod";
import { SIGNALS } from "../db/signals.ts";
import type { ScoreExplanation } from "../editions/explain-score.ts";

export const paperScoreSchema = z.object({
  paperId: z.int(),
  edition: z.string().nullable().describe("Date of the edition; null: no edition was made"),
  at: z.string().describe("What was observed after this instant was not used"),
  isFrozen: z
    .boolean()
    .describe("true: as it stands in the edition's list; false: computed as of the same instant"),
  rank: z.int().nullable().describe("null: it was no candidate"),
  score: z.number().nullable().describe("The sum of the parts; null: no signal was known"),
  basis: z.enum(["signals", "recency"]),
  parts: z.record(z.string(), z.number()),
  reasons: z.array(z.string()),
  resurgent: z.boolean(),
  numbers: z.record(z.string(), z.number()).describe("The formula's numbers; /about explains them"),
  inputs: z.object({
    field: z.string().nullable(),
    publishedAt: z.string().nullable(),
    listedAt: z.string().nullable(),
    hasCode: z.boolean(),
    authorPrior: z.number().nullable(),
    observations: z.array(
      z.object({ signal: z.enum(SIGNALS), value: z.number(), observedAt: z.string() }),
    ),
  }),
});

export function toPaperScoreBody(
  paperId: number,
  { edition, at, isFrozen, place, candidate, numbers }: ScoreExplanation,
): z.infer<typeof paperScoreSchema> {
  const { rank, score, basis, parts, reasons, resurgent } = place;
  return {
    ...{ paperId, edition, at: at.toISOString(), isFrozen },
    ...{ rank, score, basis, parts, reasons, resurgent, numbers: { ...numbers } },
    inputs: {
      field: candidate.field,
      publishedAt: candidate.publishedAt?.toISOString() ?? null,
      listedAt: candidate.listedAt?.toISOString() ?? null,
      hasCode: candidate.hasCode,
      authorPrior: candidate.prior ?? null,
      observations: [...candidate.series]
        .sort((a, b) => +a.observedAt - +b.observedAt || (a.signal < b.signal ? -1 : 1))
        .map((one) => ({ ...one, observedAt: one.observedAt.toISOString() })),
    },
  };
}
