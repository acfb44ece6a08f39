// SQL that plans deliveries: one statement for all readers, one row per reader and edition date,
// due at the reader's own hour whatever their clocks do.
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";

/**
 * The first instant, at or after `base`, at which it is `hour` o'clock in `zone`, with its local
 * date. PostgreSQL's rules: a time that the clocks skip is moved on by the gap, of one that comes
 * twice the second is meant; so every local date has exactly one. `hour` null: `base` itself.
 * @returns a FROM item with columns due (timestamptz) and day (date)
 */
export function firstLocalHour(base: SQL, hour: SQL, zone: SQL): SQL {
  return sql`(
    SELECT due, day FROM (
      SELECT coalesce((local_day + make_interval(hours => ${hour})) AT TIME ZONE ${zone}, ${base}) AS due,
        local_day::date AS day
      FROM generate_series(0, 2) AS n,
        LATERAL (SELECT date_trunc('day', ${base} AT TIME ZONE ${zone}) + make_interval(days => n) AS local_day) AS d
    ) AS hours WHERE due >= ${base} ORDER BY due, day LIMIT 1
  )`;
}

/**
 * Plans one delivery for every confirmed reader of the edition who wants mail that weekday. A zone
 * that this PostgreSQL does not know falls back to the edition's: one reader's profile must not
 * end everyone's mail.
 * @param base nothing is due before it: the edition's instant
 * @returns how many rows are new
 */
export async function insertDeliveries(
  db: Db,
  edition: { date: string; base: Date; confirmedBefore: Date; timezone: string },
): Promise<number> {
  const base = sql`${edition.base.toISOString()}::timestamptz`;
  const slot = firstLocalHour(base, sql`s.hour::int`, sql`coalesce(z.name, ${edition.timezone})`);
  const result = await db.execute(sql`
    WITH zones AS MATERIALIZED (
      SELECT name FROM pg_timezone_names
      WHERE name IN (SELECT DISTINCT zone FROM subscribers WHERE state = 'confirmed'))
    INSERT INTO deliveries (subscriber_id, edition_date, due_at, next_attempt_at)
    SELECT s.id, ${edition.date}::date, slot.due, slot.due
    FROM subscribers s LEFT JOIN zones z ON z.name = s.zone
    CROSS JOIN LATERAL ${slot} AS slot
    WHERE s.state = 'confirmed'
      AND s.confirmed_at <= ${edition.confirmedBefore.toISOString()}::timestamptz
      AND extract(isodow FROM slot.day)::smallint = ANY (s.weekdays)
    ON CONFLICT (subscriber_id, edition_date) DO NOTHING`);
  return result.rowCount ?? 0;
}

/** Plans the edition for every confirmed reader, due at once; waiting ones are brought forward. */
export async function insertDeliveriesNow(db: Db, date: string): Promise<number> {
  const result = await db.execute(sql`
    INSERT INTO deliveries AS d (subscriber_id, edition_date, due_at, next_attempt_at)
    SELECT id, ${date}::date, now(), now() FROM subscribers WHERE state = 'confirmed'
    ON CONFLICT (subscriber_id, edition_date) DO UPDATE SET due_at = now(), next_attempt_at = now()
      WHERE d.state = 'pending' AND d.next_attempt_at > now()`);
  return result.rowCount ?? 0;
}

/** Plans one edition for one reader, due at once; null when it was planned before. */
export async function insertDeliveryNow(
  db: Db,
  subscriberId: string,
  date: string,
): Promise<string | null> {
  const { rows } = await db.execute<{ id: string }>(sql`
    INSERT INTO deliveries (subscriber_id, edition_date, due_at, next_attempt_at)
    SELECT id, ${date}::date, now(), now() FROM subscribers
    WHERE id = ${subscriberId} AND state = 'confirmed'
    ON CONFLICT (subscriber_id, edition_date) DO NOTHING RETURNING id`);
  return rows[0]?.id ?? null;
}
