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

/** What was observed of these papers in (from, to], oldest first. */
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
    .orderBy(asc(observations.observedAt), asc(observations.paperId), asc(observations.signal));
}

/** The whole series of one paper, oldest first. */
export async function listPaperObservations(db: Db, paperId: number): Promise<Observation[]> {
  return db
    .select()
    .from(observations)
    .where(eq(observations.paperId, paperId))
    .orderBy(asc(observations.observedAt), asc(observations.signal));
}
