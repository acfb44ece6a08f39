// The part that we read of Hugging Face's `/api/daily_papers` answers, in all eras seen since 2024:
// only what every era has is demanded, and what is there must be of its kind.
import { z } from "zod";
import { optional, optionalCount } from "../json-answer.ts";

const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

export const huggingfaceEntry = z.object({
  paper: z.object({
    id: z.string().min(1).max(100),
    title: z.string().min(1),
    summary: optional(z.string()),
    authors: z
      .array(z.object({ name: z.string() }))
      .catch([])
      .transform((authors) => authors.map((author) => author.name)),
    publishedAt: optional(instant),
    /** Since 2025. */
    submittedOnDailyAt: optional(instant),
    upvotes: optionalCount,
    /** Since 2025. */
    githubRepo: optional(z.string()),
    githubStars: optionalCount,
    projectPage: optional(z.string()),
  }),
  numComments: optionalCount,
});
export type HuggingfaceEntry = z.infer<typeof huggingfaceEntry>;
