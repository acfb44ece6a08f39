// Searching papers: any text is a question that can be answered, and any cursor that is not one of
// ours starts at the beginning.
import { z } from "zod";
import type { Db } from "../db/connect.ts";
import type { Paper } from "./paper.ts";
import { type PageEnd, type PaperSort, selectPapers } from "./paper-search-store.ts";

export interface SearchInput {
  /** Words, "phrases", -exclusions and or; blank: all papers. */
  q?: string | undefined;
  /** Default: relevance where there is a question, else new. */
  sort?: PaperSort | undefined;
  /** For example cs.CL; cross-lists count. */
  category?: string | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** 1 to 100; default 20. */
  limit?: number | undefined;
}

export interface SearchPage {
  papers: Paper[];
  /** null: this was the last page. */
  nextCursor: string | null;
}

const LONGEST_QUESTION = 500;
const cursorShape = z.tuple([
  z.enum(["relevance", "new", "trending"]),
  z.string().regex(/^-?[\d.e+: -]{1,60}$|^-?infinity$/),
  z.number().int().nonnegative().max(2_147_483_647),
]);

/** As PostgreSQL writes one in UTC or any other zone. */
const INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/;

function encodeCursor(sort: PaperSort, end: PageEnd): string {
  return Buffer.from(JSON.stringify([sort, end.key, end.id])).toString("base64url");
}

/** Whether PostgreSQL can read it: an instant, a relevance, or for trends a rank or an instant. */
function isKeyOf(sort: PaperSort, key: string): boolean {
  const isInstant = INSTANT.test(key) && !Number.isNaN(Date.parse(key));
  if (sort === "new") return isInstant;
  if (sort === "relevance") return Number.isFinite(Number(key));
  return isInstant || /^\d{1,6}$/.test(key);
}

/** A cursor of another order says nothing about this one. */
function decodeCursor(sort: PaperSort, cursor: string | undefined): PageEnd | null {
  if (!cursor) return null;
  try {
    const [of, key, id] = cursorShape.parse(
      JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")),
    );
    return of === sort && isKeyOf(sort, key) ? { key, id } : null;
  } catch {
    return null;
  }
}

function cleanQuestion(q: string | undefined): string | null {
  const text = (q ?? "")
    .slice(0, LONGEST_QUESTION)
    .replace(/[\p{Cc}\p{Cs}]/gu, " ")
    .trim();
  return text === "" ? null : text;
}

/** One page of the papers that match, best first. Nothing asked for is an error. */
export async function searchPapers(db: Db, input: SearchInput): Promise<SearchPage> {
  const text = cleanQuestion(input.q);
  const wanted = input.sort ?? (text === null ? "new" : "relevance");
  const sort = wanted === "relevance" && text === null ? "new" : wanted;
  const limit = Math.min(Math.max(Math.trunc(input.limit ?? 20) || 20, 1), 100);
  const page = await selectPapers(db, {
    text,
    sort,
    category: cleanQuestion(input.category),
    after: decodeCursor(sort, input.cursor),
    // One more than asked for tells whether there is a next page.
    limit: limit + 1,
  });
  const end = page.ends[limit - 1];
  const more = page.papers.length > limit && end !== undefined;
  return {
    papers: page.papers.slice(0, limit),
    nextCursor: more ? encodeCursor(sort, end) : null,
  };
}
