// What a paper is to Paperboy, and when two descriptions are of the same one: by arXiv id, else DOI,
// else title with first author. Pure rules; the store finds the rows, the import applies them.
import type { papers } from "../db/paper-tables.ts";

/** A stored paper, without its search vector. */
export type Paper = Omit<typeof papers.$inferSelect, "search">;

/** What identity is decided by. */
export type Identity = Pick<Paper, "arxivId" | "doi" | "title" | "authors">;

/** A title without case, accents, punctuation and TeX's dollars and braces. */
export function titleKey(title: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join(" ") ?? title.trim().toLowerCase();
}

/** The last name of the first author, as far as names tell ("Dey, Pritam" or "Pritam Dey"). */
function firstSurname(authors: readonly string[]): string | null {
  const name = authors[0];
  if (name === undefined) return null;
  const surname = name.includes(",") ? name.split(",")[0] : name.split(" ").at(-1);
  return titleKey(surname ?? name);
}

/** A title so long that two papers by strangers would hardly share it. */
function isTelling(key: string): boolean {
  return key.length >= 20 && key.split(" ").length >= 3;
}

const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;

/**
 * Whether two papers whose titles have the same key are one: no id speaks against it, and the first
 * authors agree. Where one side names no author, a telling title has to do.
 */
export function sameByTitle(a: Identity, b: Identity): boolean {
  if (differ(a.arxivId, b.arxivId) || differ(a.doi, b.doi)) return false;
  const [first, second] = [firstSurname(a.authors), firstSurname(b.authors)];
  return first === null || second === null ? isTelling(titleKey(a.title)) : first === second;
}
