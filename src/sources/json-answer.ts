// Reads JSON answers by a shape: what does not fit is the source's failure, told in a sentence.
import { z } from "zod";
import { SourceError } from "../errors.ts";

/** @throws SourceError when the text is no JSON or not of the shape */
export function parseJsonAnswer<T>(
  source: string,
  url: string,
  text: string,
  shape: z.ZodType<T>,
): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SourceError(source, `${source} answered ${url} with something that is no JSON`);
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") || "the whole";
  throw new SourceError(source, `${source} answered ${url} in another format (at ${where})`);
}

/** Cuts a list into groups, for sources that take several at once. */
export function inGroups<T>(list: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let start = 0; start < list.length; start += size) {
    groups.push(list.slice(start, start + size));
  }
  return groups;
}

/** A field whose absence or nonsense costs the field, not the entry. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);
/** A number of things; nonsense is no number. */
export const optionalCount = optional(z.number().int().nonnegative());
