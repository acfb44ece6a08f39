// All SQL that feeds a ranking: the candidates of an instant with their series, and the archive that
// fills a quiet day up. Only what was observed and listed up to that instant is read.
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { observations, papers } from "../db/paper-tables.ts";
import { listSeries, type SeriesPoint } from "./observation-store.ts";
import { recency } from "./paper-store.ts";

export interface CandidateRow {
  paperId: number;
  /** Primary category; null: no source told. */
  field: string | null;
  publishedAt: Date | null;
  listedAt: Date;
  hasCode: boolean;
  /** By signal, each oldest first. */
  series: readonly SeriesPoint[];
}

/** What a paper says: read apart, since most rankings have no need of it. */
export type PaperWords = {
  title: string;
  /** Its opening: what a paper is known by. */
  abstract: string;
};

const DAY = 86_400_000;
/** Characters of an abstract that are read: of thousands of papers, whole ones are a burden. */
const OPENING = 500;
const SERIES_DAYS = 30;
/** A paper out of the window whose counts moved in these days is a candidate again. */
const RESURGENCE_DAYS = 2;

const daysBefore = (at: Date, days: number) => new Date(at.getTime() - days * DAY);

/** PostgreSQL's milliseconds: plain numbers are read ten times as fast as dates. */
const millis = (column: unknown) => sql`round(date_part('epoch', ${column}) * 1000)::float8`;
const dateOf = (at: number | null) => (at === null ? null : new Date(at));

/** Read without drizzle's mapping, which costs more than the ranking of what is read. */
async function listWithoutSeries(db: Db, rest: SQL): Promise<CandidateRow[]> {
  const { rows } = await db.execute<
    Omit<CandidateRow, "publishedAt" | "listedAt"> & { published: number | null; listed: number }
  >(sql`
    SELECT id AS "paperId", ${papers.categories}[1] AS field, ${papers.githubRepo} IS NOT NULL AS "hasCode",
      ${millis(papers.publishedAt)} AS published, ${millis(papers.listedAt)} AS listed
    FROM ${papers} ${rest}`);
  // Written out, since spreading a row of a result makes an object that is slow to read.
  return rows.map(({ paperId, field, hasCode, published, listed }) => ({
    paperId,
    field,
    publishedAt: dateOf(published),
    listedAt: new Date(listed),
    hasCode,
    series: [],
  }));
}

/**
 * Ids of the window's papers, and of others with a count that rose lately: above the last value
 * before, or counted for the first time by readers' votes. A first look at citations is no news,
 * since they may be years old.
 */
function candidateIds(at: Date, windowDays: number): SQL {
  const instant = (date: Date) => sql`${date.toISOString()}::timestamptz`;
  const [until, from] = [instant(at), instant(daysBefore(at, windowDays))];
  const since = instant(daysBefore(at, RESURGENCE_DAYS));
  // Two sets made one, not one condition or the other: each is then found by its own index.
  return sql`
    WITH fresh AS MATERIALIZED (
      SELECT id FROM ${papers} WHERE listed_at > ${from} AND listed_at <= ${until}
    )
    SELECT id FROM fresh UNION ALL
    SELECT o.paper_id FROM (
      SELECT paper_id, signal, max(value) AS value FROM ${observations}
      WHERE observed_at > ${since} AND observed_at <= ${until}
        AND paper_id NOT IN (SELECT id FROM fresh)
      GROUP BY paper_id, signal HAVING max(value) > 0
    ) o
    LEFT JOIN LATERAL (
      SELECT b.value FROM ${observations} b
      WHERE b.paper_id = o.paper_id AND b.signal = o.signal AND b.observed_at <= ${since}
      ORDER BY b.observed_at DESC LIMIT 1
    ) b ON true
    WHERE o.value > coalesce(b.value, CASE
      WHEN o.signal IN ('upvotes', 'comments', 'points', 'point_comments') THEN 0 END)`;
}

async function addSeries(db: Db, rows: CandidateRow[], from: Date, at: Date) {
  const ids = rows.map((row) => row.paperId);
  const series = await listSeries(db, ids, from, at);
  for (const row of rows) row.series = series.get(row.paperId) ?? [];
  return rows;
}

/** Papers listed in (at − windowDays, at], and older ones that moved in the last two days. */
export async function listCandidates(db: Db, at: Date, windowDays = 7): Promise<CandidateRow[]> {
  const ids = candidateIds(at, windowDays);
  const heads = await listWithoutSeries(
    db,
    sql`WHERE id IN (${ids}) AND listed_at <= ${at.toISOString()}::timestamptz`,
  );
  // Sorting whole rows is not PostgreSQL's task: they would not fit its memory for sorting.
  heads.sort((a, b) => a.paperId - b.paperId);
  return addSeries(db, heads, daysBefore(at, SERIES_DAYS), at);
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
  const before = daysBefore(at, windowDays).toISOString();
  const found = await listWithoutSeries(
    db,
    sql`WHERE listed_at <= ${before}::timestamptz AND ${recency} <= ${at.toISOString()}::timestamptz
    ORDER BY ${recency} DESC, id LIMIT ${limit}`,
  );
  // Of an archived paper even an old count is worth telling: its series is read whole.
  return addSeries(db, found, new Date(0), at);
}

/**
 * One paper as it would be ranked at an instant, candidate or not, with its whole series.
 * @throws Error when no paper has the id
 */
export async function getCandidate(db: Db, paperId: number, at: Date): Promise<CandidateRow> {
  const found = await listWithoutSeries(db, sql`WHERE id = ${paperId}`);
  const [candidate] = await addSeries(db, found, new Date(0), at);
  if (!candidate) throw new Error(`There is no paper ${paperId}`);
  return candidate;
}

/** The words of papers, by their ids. */
export async function listWords(
  db: Db,
  paperIds: readonly number[],
): Promise<Map<number, PaperWords>> {
  const { rows } = await db.execute<PaperWords & { id: number }>(sql`
    SELECT id, title, substring(abstract, 1, ${OPENING}::int) AS abstract
    FROM ${papers} WHERE id = any(${sql.param([...paperIds])}::int[])`);
  return new Map(rows.map(({ id, title, abstract }) => [id, { title, abstract }]));
}
