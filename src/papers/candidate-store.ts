// All SQL that feeds a ranking: the candidates of an instant with their series, and the archive that
// fills a quiet day up. Only what was observed and listed up to that instant is read.
import { and, asc, desc, getTableColumns, lte, type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { observations, papers } from "../db/paper-tables.ts";
import { listObservations } from "./observation-store.ts";
import { recency } from "./paper-store.ts";
import type { Signal } from "./signal.ts";

export interface CandidateRow {
  paperId: number;
  title: string;
  abstract: string;
  /** Primary category; null: no source told. */
  field: string | null;
  publishedAt: Date | null;
  listedAt: Date;
  hasCode: boolean;
  /** By signal, each oldest first. */
  series: { signal: Signal; observedAt: Date; value: number }[];
}

const DAY = 86_400_000;
const SERIES_DAYS = 30;
/** A paper out of the window whose counts moved in these days is a candidate again. */
const RESURGENCE_DAYS = 2;

const daysBefore = (at: Date, days: number) => new Date(at.getTime() - days * DAY);

type CandidateHead = Omit<CandidateRow, "series">;

function heads(db: Db) {
  const { id, title, abstract, publishedAt, listedAt } = getTableColumns(papers);
  const field = sql<string | null>`${papers.categories}[1]`;
  const hasCode = sql<boolean>`${papers.githubRepo} IS NOT NULL`;
  return db
    .select({ paperId: id, title, abstract, field, publishedAt, listedAt, hasCode })
    .from(papers);
}

/**
 * Papers with a count that rose lately: above the last value before, or counted for the first time
 * by readers' votes. A first look at citations is no news, since they may be years old.
 */
function movedLately(at: Date): SQL {
  const since = daysBefore(at, RESURGENCE_DAYS).toISOString();
  return sql`
    SELECT o.paper_id FROM (
      SELECT paper_id, signal, max(value) AS value FROM ${observations}
      WHERE observed_at > ${since}::timestamptz AND observed_at <= ${at.toISOString()}::timestamptz
      GROUP BY paper_id, signal
    ) o
    LEFT JOIN LATERAL (
      SELECT b.value FROM ${observations} b
      WHERE b.paper_id = o.paper_id AND b.signal = o.signal AND b.observed_at <= ${since}::timestamptz
      ORDER BY b.observed_at DESC LIMIT 1
    ) b ON true
    WHERE o.value > coalesce(b.value, CASE
      WHEN o.signal IN ('upvotes', 'comments', 'points', 'point_comments') THEN 0 END)`;
}

async function withSeries(db: Db, found: CandidateHead[], from: Date, at: Date) {
  const rows: CandidateRow[] = found.map((head) => ({ ...head, series: [] }));
  const byId = new Map(rows.map((row) => [row.paperId, row]));
  for (const { paperId, ...point } of await listObservations(db, [...byId.keys()], from, at)) {
    byId.get(paperId)?.series.push(point);
  }
  return rows;
}

/** Papers listed in (at − windowDays, at], and older ones that moved in the last two days. */
export async function listCandidates(db: Db, at: Date, windowDays = 7): Promise<CandidateRow[]> {
  const until = at.toISOString();
  const from = daysBefore(at, windowDays).toISOString();
  // Two sets made one, not one condition or the other: each is then found by its own index.
  const ids = sql`
    SELECT id FROM ${papers} WHERE listed_at > ${from}::timestamptz AND listed_at <= ${until}::timestamptz
    UNION ${movedLately(at)}`;
  const found = await heads(db)
    .where(and(sql`${papers.id} IN (${ids})`, lte(papers.listedAt, at)))
    .orderBy(asc(papers.id));
  return withSeries(db, found, daysBefore(at, SERIES_DAYS), at);
}

/**
 * The newest papers listed before the window, by publication, else by listing; to fill up a quiet
 * day. One that moved lately is a candidate too: the caller leaves out what it has.
 */
export async function listArchive(
  db: Db,
  at: Date,
  limit: number,
  windowDays = 7,
): Promise<CandidateRow[]> {
  const found = await heads(db)
    .where(
      and(
        lte(papers.listedAt, daysBefore(at, windowDays)),
        sql`${recency} <= ${at.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(desc(recency), asc(papers.id))
    .limit(limit);
  // Of an archived paper even an old count is worth telling: its series is read whole.
  return withSeries(db, found, new Date(0), at);
}
