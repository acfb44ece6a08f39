// All SQL for lists of papers: full-text search and the three orders, a page at a time.
import { and, arrayContains, asc, desc, eq, max, min, type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { editionPapers, editions } from "../db/edition-tables.ts";
import { papers } from "../db/paper-tables.ts";
import type { Paper } from "./paper.ts";
import { paperColumns, recency } from "./paper-store.ts";

export type PaperSort = "relevance" | "new" | "trending";

/** Where a page ended: the key of its last paper as PostgreSQL writes it, and that paper's id. */
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

/** Ranks of the newest edition, which the order by trend begins with. */
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

/** What the newest edition ranked, then everything else from new to old. */
const TRENDING: Order = {
  key: sql`coalesce(1e15 - newest_ranks.rank, extract(epoch FROM ${recency}))::float8`,
  type: "float8",
};

function orderOf({ sort, text }: PaperQuery): Order {
  if (sort === "relevance" && text !== null) return relevance(text);
  return sort === "trending" ? TRENDING : { key: recency, type: "timestamptz" };
}

/** One page of papers, and for each where a page ending with it would end. */
export async function selectPapers(db: Db, query: PaperQuery) {
  const { key, type } = orderOf(query);
  const { after } = query;
  const cast = sql.raw(type);
  const selected = db
    .select({ ...paperColumns, key: sql<string>`(${key})::text` })
    .from(papers)
    .$dynamic();
  const ranks = newestRanks(db);
  const joined =
    query.sort === "trending" ? selected.leftJoin(ranks, eq(ranks.paperId, papers.id)) : selected;
  const rows = await joined
    .where(
      and(
        query.text === null ? undefined : sql`${papers.search} @@ ${wordsOf(query.text)}`,
        query.category === null ? undefined : arrayContains(papers.categories, [query.category]),
        after === null
          ? undefined
          : sql`${key} <= ${after.key}::${cast} AND (${key} < ${after.key}::${cast} OR ${papers.id} > ${after.id})`,
      ),
    )
    .orderBy(desc(key), asc(papers.id))
    .limit(query.limit);
  return {
    papers: rows.map(({ key: _, ...paper }): Paper => paper),
    ends: rows.map(({ key: at, id }): PageEnd => ({ key: at, id })),
  };
}
