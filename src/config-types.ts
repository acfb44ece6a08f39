// Kinds of settings: how a value is written, and what to write instead where it is not.
import { z } from "zod";

const unset = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;

/** A setting that is blank is not set. */
export const text = <T extends z.ZodType>(schema: T) => z.preprocess(unset, schema);

export const wholeNumber = (min: number, max: number, fallback: number, example: string) =>
  text(
    z.coerce
      .number({ error: `write a whole number, for example ${example}` })
      .int(`write a whole number, for example ${example}`)
      .min(min, `write a number of at least ${min}`)
      .max(max, `write a number of at most ${max}`)
      .default(fallback),
  );

function isUrl(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

export const url = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine((v) => isUrl(v, protocols), { error: `write a URL such as ${example}`, abort: true });

/** An http address that paths can be appended to: no query, fragment or password. */
export const siteUrl = (example: string) =>
  url(["http:", "https:"], example).refine(
    (v) => {
      const { search, hash, username } = new URL(v);
      return `${search}${hash}${username}` === "" && !/[?#]$/.test(v);
    },
    { error: `write a URL without a query, fragment or password, such as ${example}` },
  );

/** Without its last slashes. */
export const baseUrl = (fallback: string) =>
  text(siteUrl(fallback).default(fallback)).transform((v) => v.replace(/\/+$/, ""));

/** The parts of a comma list, trimmed, blank ones dropped. */
export function list(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

/** An IANA name that this machine knows. "+05:30" is an offset: it has no summer, so it is no zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}
