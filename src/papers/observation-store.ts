// All SQL for observations: a value is stored once per paper, signal and instant, and never changed.
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { observations } from "../db/paper-tables.ts";
import type { Signal } from "./signal.ts";

export interface Observation {
  paperId: number;
  signal: Signal;
  observedAt: Date;
  value: number;
}

const CHUNK = 5_000;

/** @returns how many were not stored before */
export async function insertObservations(db: Db, rows: readonly Observation[]): Promise<number> {
  let inserted = 0;
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    const result = await db.execute(sql`
      INSERT INTO ${observations} (paper_id, signal, observed_at, value)
      SELECT * FROM unnest(
        ${sql.param(chunk.map((row) => row.paperId))}::int[],
        ${sql.param(chunk.map((row) => row.signal))}::signal[],
        ${sql.param(chunk.map((row) => row.observedAt.toISOString()))}::timestamptz[],
        ${sql.param(chunk.map((row) => row.value))}::float8[])
      ON CONFLICT DO NOTHING`);
    inserted += result.rowCount ?? 0;
  }
  return inserted;
}

/** What was observed of these papers in (from, to], by paper and signal, each oldest first. */
export async function listObservations(
  db: Db,
  paperIds: readonly number[],
  from: Date,
  to: Date,
): Promise<Observation[]> {
  if (paperIds.length === 0) return [];
  return db
    .select()
    .from(observations)
    .where(
      and(
        sql`${observations.paperId} = any(${sql.param([...paperIds])})`,
        gt(observations.observedAt, from),
        lte(observations.observedAt, to),
      ),
    )
    .orderBy(asc(observations.paperId), asc(observations.signal), asc(observations.observedAt));
}

/** The whole series of one paper, oldest first. */
export async function listPaperObservations(db: Db, paperId: number): Promise<Observation[]> {
  return db
    .select()
    .from(observations)
    .where(eq(observations.paperId, paperId))
    .orderBy(asc(observations.observedAt), asc(observations.signal));
}

/**
 * Keeps the last observation of each paper and signal in every whole day (UTC) or week between the
 * instants, both taken back to where a day or week begins.
 * @returns how many were deleted
 */
export async function thinObservations(
  db: Db,
  unit: "day" | "week",
  from: Date,
  to: Date,
): Promise<number> {
  const begin = (at: Date) => sql`date_trunc(${unit}, ${at.toISOString()}::timestamptz, 'UTC')`;
  const result = await db.execute(sql`
    DELETE FROM ${observations} o USING (
      SELECT paper_id, signal, observed_at, row_number() OVER (
        PARTITION BY paper_id, signal, date_trunc(${unit}, observed_at, 'UTC')
        ORDER BY observed_at DESC) AS nth
      FROM ${observations}
      WHERE observed_at >= ${begin(from)} AND observed_at < ${begin(to)}
    ) old
    WHERE old.nth > 1 AND o.paper_id = old.paper_id
      AND o.signal = old.signal AND o.observed_at = old.observed_at`);
  return result.rowCount ?? 0;
}
