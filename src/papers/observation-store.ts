// All SQL for observations: a value is stored once per paper, signal and instant, and never changed.
import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { observations } from "../db/paper-tables.ts";
import type { Signal } from "../db/signals.ts";

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

export type SeriesPoint = Omit<Observation, "paperId">;

/**
 * What was observed of papers in (from, to], by signal, each oldest first; a paper without any is
 * left out. An edition reads tens of thousands, so they come as a row per paper and signal, whose
 * points are "milliseconds,value,milliseconds,value…".
 */
export async function listSeries(
  db: Db,
  paperIds: readonly number[],
  from: Date,
  to: Date,
): Promise<Map<number, SeriesPoint[]>> {
  const series = new Map<number, SeriesPoint[]>();
  if (paperIds.length === 0) return series;
  const { rows } = await db.execute<{ id: number; signal: Signal; points: string }>(sql`
    SELECT wanted.id, found.signal, found.points
    FROM unnest(${sql.param([...paperIds])}::int[]) AS wanted (id)
    -- Paper by paper, so that no statistics can make a walk through all of the weeks of it.
    CROSS JOIN LATERAL (
      SELECT signal, string_agg(
        round(date_part('epoch', observed_at) * 1000)::int8 || ',' || value, ',' ORDER BY observed_at
      ) AS points
      FROM ${observations}
      WHERE paper_id = wanted.id AND observed_at > ${from.toISOString()}::timestamptz
        AND observed_at <= ${to.toISOString()}::timestamptz
      GROUP BY signal ORDER BY signal
    ) AS found`);
  // A collection's counts share their instant, so few dates serve many points.
  const dates = new Map<number, Date>();
  const dateAt = (at: number) => {
    const date = dates.get(at) ?? new Date(at);
    dates.set(at, date);
    return date;
  };
  for (const { id, signal, points } of rows) {
    const numbers = JSON.parse(`[${points}]`) as number[];
    const list = series.get(id) ?? [];
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      const observedAt = dateAt(numbers[at] as number);
      list.push({ signal, observedAt, value: numbers[at + 1] as number });
    }
    series.set(id, list);
  }
  return series;
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
