// What a reader may choose, parsed at the border: every field may be left out, what stands is checked.
import { z } from "zod";
import { isTimeZone } from "../config-types.ts";

const MAX_TERMS = 50;
const MAX_TERM_LENGTH = 100;

/** PostgreSQL keeps no NUL, and no topic needs a control character. */
const term = z
  .string()
  .trim()
  .min(1, "write a word or a category")
  .max(MAX_TERM_LENGTH, `write at most ${MAX_TERM_LENGTH} characters`)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "write it without control characters");

const terms = z
  .array(term)
  .max(MAX_TERMS, `write at most ${MAX_TERMS}`)
  .transform((list) => [...new Set(list)]);

const weekday = z.int().min(1, "1 is Monday").max(7, "7 is Sunday");

export const preferencesSchema = z.object({
  topics: terms.optional(),
  mutes: terms.optional(),
  /** Local hour; null: as soon as the edition is out. */
  hour: z.int().min(0).max(23).nullable().optional(),
  /** ISO weekdays, kept in order and once each. */
  weekdays: z
    .array(weekday)
    .min(1, "choose at least one weekday")
    .max(7)
    .transform((days) => [...new Set(days)].sort((a, b) => a - b))
    .optional(),
  /** IANA name; null: the edition's. */
  zone: z
    .string()
    .max(64)
    .refine(isTimeZone, "write an IANA time zone such as Europe/Berlin")
    .nullable()
    .optional(),
  /** Papers in a digest. */
  size: z.int().min(1).max(50).optional(),
});

/** Some of a reader's preferences: what is absent stays as it is. */
export type Preferences = z.infer<typeof preferencesSchema>;

/** The first fault as a sentence such as "hour: Too big…", for people and for problem bodies. */
export function describeFault(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return "The preferences are not valid.";
  return issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message;
}
