// All SQL for lists of papers: full-text search and the three orders, a page at a time.
import { and, arrayContains, asc, desc, eq, gt, max, min, type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { editionPapers, editions } from "../db/edition-tables.ts";
import { papers } from "../db/paper-tables.ts";
import type { Paper } from "./paper.ts";
import { paperColumns, recency } from "./paper-store.ts";

export type PaperSort = "relevance" | "new" | "trending";

/**
 * Where a page ended: the key of its last paper as PostgreSQL writes it, and that paper's id. By
 * trend the key is a rank while the newest edition lasts, and then an instant.
 */
export interface PageEnd {
  key: string;
  id: number;
}

export interface PaperQuery {
  /** Words as people type them into a search box; null: all papers. */
  text: string | null;
  sort: PaperSort;
  category: string | null;
  after: PageEnd | null;
  limit: number;
}

/** The order's key: sorted from high to low, then by id. */
interface Order {
  key: SQL;
  type: "timestamptz" | "float8";
}

const wordsOf = (text: string) => sql`websearch_to_tsquery('english', ${text})`;

/** Title words weigh five times an abstract's; long texts get no more for being long. */
function relevance(text: string): Order {
  return {
    key: sql`ts_rank('{0.1, 0.1, 0.2, 1.0}', ${papers.search}, ${wordsOf(text)}, 1)::float8`,
    type: "float8",
  };
}

const NEWEST: Order = { key: recency, type: "timestamptz" };

function matching({ text, category }: PaperQuery): SQL | undefined {
  return and(
    text === null ? undefined : sql`${papers.search} @@ ${wordsOf(text)}`,
    category === null ? undefined : arrayContains(papers.categories, [category]),
  );
}

interface Found {
  papers: Paper[];
  ends: PageEnd[];
}

function foundIn(rows: (Paper & { key: string })[]): Found {
  return {
    papers: rows.map(({ key: _, ...paper }): Paper => paper),
    ends: rows.map(({ key, id }): PageEnd => ({ key, id })),
  };
}

async function selectInOrder(db: Db, query: PaperQuery, { key, type }: Order, but?: SQL) {
  const { after, limit } = query;
  const cast = sql.raw(type);
  const beyond =
    after &&
    sql`${key} <= ${after.key}::${cast} AND (${key} < ${after.key}::${cast} OR ${papers.id} > ${after.id})`;
  const rows = await db
    .select({ ...paperColumns, key: sql<string>`(${key})::text` })
    .from(papers)
    .where(and(matching(query), beyond ?? undefined, but))
    .orderBy(desc(key), asc(papers.id))
    .limit(limit);
  return foundIn(rows);
}

/** Best ranks of the papers of the newest edition. */
function newestRanks(db: Db) {
  const newest = db
    .select({ date: max(editions.date) })
    .from(editions)
    .where(eq(editions.state, "published"));
  return db
    .select({ paperId: editionPapers.paperId, rank: min(editionPapers.rank).as("rank") })
    .from(editionPapers)
    .where(eq(editionPapers.editionDate, newest))
    .groupBy(editionPapers.paperId)
    .as("newest_ranks");
}

/**
 * What the newest edition ranked, then everything else from new to old: two lists, each found by its
 * own index, since one order over both would have to look at every paper there is.
 */
async function selectTrending(db: Db, query: PaperQuery): Promise<Found> {
  const { after, limit } = query;
  const ranks = newestRanks(db);
  const lastRank = after === null ? 0 : Number(after.key);
  const isWithinRanks = Number.isFinite(lastRank);
  const rows = isWithinRanks
    ? await db
        .select({ ...paperColumns, key: sql<string>`${ranks.rank}::text` })
        .from(papers)
        .innerJoin(ranks, eq(ranks.paperId, papers.id))
        .where(and(matching(query), gt(ranks.rank, lastRank)))
        .orderBy(asc(ranks.rank))
        .limit(limit)
    : [];
  const ranked = foundIn(rows);
  if (ranked.papers.length === limit) return ranked;
  const others = sql`${papers.id} NOT IN (${db.select({ id: ranks.paperId }).from(ranks)})`;
  const rest = { ...query, after: isWithinRanks ? null : after, limit: limit - rows.length };
  const unranked = await selectInOrder(db, rest, NEWEST, others);
  return {
    papers: [...ranked.papers, ...unranked.papers],
    ends: [...ranked.ends, ...unranked.ends],
  };
}

/** One page of papers, and for each where a page ending with it would end. */
export async function selectPapers(db: Db, query: PaperQuery): Promise<Found> {
  const { sort, text } = query;
  if (sort === "trending") return selectTrending(db, query);
  const isByRelevance = sort === "relevance" && text !== null;
  return selectInOrder(db, query, isByRelevance ? relevance(text) : NEWEST);
}
