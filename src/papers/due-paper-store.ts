// All SQL for what a collection starts from: when each source was last read well, and which papers'
// counts are due. Young papers are asked about daily, older ones less, old ones not at all.
import { and, desc, gt, isNotNull, isNull, lte, max, or, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { collections, papers } from "../db/paper-tables.ts";
import type { PaperRef } from "../sources/source.ts";

const DAY = 86_400_000;
/** Days after its listing for which a paper's counts are asked for. */
const DAYS_WATCHED = 90;
/** More than any week of arXiv. */
const MOST = 20_000;

/**
 * Daily in the first week, every third day in the first month, then weekly. A paper's number spreads
 * the older ones over the days, so that nothing need be remembered.
 */
export async function listDuePapers(db: Db, now: Date): Promise<PaperRef[]> {
  const day = Math.floor(now.getTime() / DAY);
  const age = sql`extract(epoch FROM ${now.toISOString()}::timestamptz - ${papers.listedAt}) / 86400`;
  const interval = sql`CASE WHEN ${age} < 7 THEN 1 WHEN ${age} < 30 THEN 3 ELSE 7 END`;
  return db
    .select({
      arxivId: papers.arxivId,
      doi: papers.doi,
      githubRepo: papers.githubRepo,
      listedAt: papers.listedAt,
    })
    .from(papers)
    .where(
      and(
        gt(papers.listedAt, new Date(now.getTime() - DAYS_WATCHED * DAY)),
        lte(papers.listedAt, now),
        or(isNotNull(papers.arxivId), isNotNull(papers.doi)),
        sql`(${papers.id} + ${day}) % (${interval}) = 0`,
      ),
    )
    .orderBy(desc(papers.listedAt), papers.id)
    .limit(MOST);
}

/** By source: the start of its last reading without an error. */
export async function listLastReads(db: Db): Promise<Map<string, Date>> {
  const rows = await db
    .select({ source: collections.source, at: max(collections.startedAt) })
    .from(collections)
    .where(isNull(collections.error))
    .groupBy(collections.source);
  return new Map(rows.flatMap(({ source, at }) => (at === null ? [] : [[source, at] as const])));
}
