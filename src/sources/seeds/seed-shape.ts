// A paper as `seeds/papers.json` and imported files write it. Only a title is demanded; nothing that
// is absent is made up.
import { z } from "zod";

const day = z.iso.date();
const exact = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
const error = "must be an instant such as 2026-03-31T07:00:00Z or a date such as 2026-03-31";
const instant = z.union([day.transform((value) => new Date(value)), exact], { error });
/** Counted some time on that day: by its end the count was known, before it perhaps not. */
const observed = z.union([day.transform((v) => new Date(`${v}T23:59:59Z`)), exact], { error });
const count = z.number().nonnegative();

export const seedPaper = z
  .object({
    title: z.string({ error: "must be a text" }).trim().min(1, "must not be empty"),
    abstract: z.string().default(""),
    authors: z.array(z.string()).default([]),
    categories: z.array(z.string().max(40)).default([]),
    arxivId: z.string().nullish(),
    doi: z.string().nullish(),
    publishedAt: instant.nullish(),
    listedOn: instant.nullish(),
    githubRepo: z.string().nullish(),
    projectUrl: z.string().nullish(),
    upvotes: count.nullish(),
    upvotesObservedAt: observed.nullish(),
  })
  .refine((p) => p.upvotes == null || p.upvotesObservedAt != null, {
    path: ["upvotesObservedAt"],
    error: "must say when the upvotes were counted",
  });
export type SeedPaper = z.infer<typeof seedPaper>;

/** The first thing that is wrong with it, in words: "upvotes.0 must be …". */
export function seedFault(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join(".");
  return path ? `${path} ${issue?.message}` : (issue?.message ?? "not a paper");
}
