// What we demand of arXiv's entries: an id, a title and dates that are dates.
import { DateTime } from "luxon";
import { z } from "zod";

const isoInstant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
const mailInstant = z
  .string()
  .transform((value) => DateTime.fromRFC2822(value))
  .refine((at) => at.isValid)
  .transform((at) => at.toJSDate());
const isoDay = z.iso.date().transform((value) => new Date(`${value}T12:00:00Z`));
const shortId = z.string().min(1).max(100);

/** An item of the RSS of announcements. */
export const arxivListing = z.object({
  id: shortId,
  title: z.string().min(1),
  description: z.string(),
  authors: z.string(),
  categories: z.array(z.string().max(40)),
  announced: mailInstant,
  kind: z.string(),
  doi: z.string(),
});
export type ArxivListing = z.infer<typeof arxivListing>;

/** An entry of the API's Atom. */
export const arxivEntry = z.object({
  id: shortId,
  title: z.string().min(1),
  summary: z.string(),
  authors: z.array(z.string()),
  primary: z.string().max(40),
  categories: z.array(z.string().max(40)),
  published: isoInstant,
  doi: z.string(),
});
export type ArxivEntry = z.infer<typeof arxivEntry>;

/** A record of OAI-PMH in the format `arXiv`. */
export const arxivRecord = z.object({
  id: shortId,
  title: z.string().min(1),
  abstract: z.string(),
  authors: z.array(z.string()),
  categories: z.string(),
  /** Day of the first version, without an hour. */
  created: isoDay,
  doi: z.string(),
});
export type ArxivRecord = z.infer<typeof arxivRecord>;
