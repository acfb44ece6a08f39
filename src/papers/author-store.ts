// SQL for what authors are known by: the upvotes of their earlier papers.
import { sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { authorVotes, papers } from "../db/paper-tables.ts";

/** Brings the view up to what was observed last; readers of the old one do not wait. */
export async function refreshAuthorVotes(db: Db): Promise<void> {
  await db.refreshMaterializedView(authorVotes).concurrently();
}

/**
 * For each paper that has such authors: per author, the newest upvotes of each of their papers that
 * was listed before it.
 */
export async function listPastUpvotes(
  db: Db,
  paperIds: readonly number[],
): Promise<Map<number, number[][]>> {
  const { rows } = await db.execute<{ id: number; upvotes: number[] }>(sql`
    SELECT p.id, earlier.upvotes
    FROM ${papers} p
    CROSS JOIN LATERAL (SELECT DISTINCT unnest(p.authors) AS author) a
    -- Author by author: grouping all of them at once does not fit the memory for grouping.
    CROSS JOIN LATERAL (
      SELECT array_agg(v.upvotes) AS upvotes FROM ${authorVotes} v
      WHERE v.author = a.author AND v.listed_at < p.listed_at
    ) earlier
    WHERE p.id = any(${sql.param([...paperIds])}::int[]) AND earlier.upvotes IS NOT NULL`);
  const past = new Map<number, number[][]>();
  for (const { id, upvotes } of rows) {
    const lists = past.get(id);
    if (lists) lists.push(upvotes);
    else past.set(id, [upvotes]);
  }
  return past;
}
