// Who gets an edition and when, on a real PostgreSQL: every zone of the world, through every night
// on which clocks change.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  firstLocalHour,
  insertDeliveries,
  insertDeliveriesNow,
} from "../../../src/deliveries/plan-store.ts";
import { insertEdition } from "../../../src/editions/edition-store.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("TRUNCATE subscribers, editions CASCADE");
  await insertEdition(database.db, EDITION, []);
});

const EDITION = {
  date: "2026-11-23",
  state: "published" as const,
  rankedAt: new Date("2026-11-23T06:00:00Z"),
  candidates: 0,
  sources: [],
  note: null,
};

interface Reader {
  email: string;
  zone?: string | null;
  hour?: number | null;
  weekdays?: number[];
  state?: string;
  confirmedAt?: string;
}

async function addReader(reader: Reader): Promise<void> {
  await database.pool.query(
    `INSERT INTO subscribers (email, email_key, state, zone, hour, weekdays, confirmed_at)
     VALUES ($1, $1, $2, $3, $4, $5, $6)`,
    [
      reader.email,
      reader.state ?? "confirmed",
      reader.zone ?? null,
      reader.hour ?? null,
      reader.weekdays ?? [1, 2, 3, 4, 5, 6, 7],
      reader.confirmedAt ?? "2026-11-01T00:00:00Z",
    ],
  );
}

async function plan(base = EDITION.rankedAt): Promise<Record<string, string>> {
  const edition = { date: EDITION.date, base, confirmedBefore: base, timezone: "UTC" };
  await insertDeliveries(database.db, edition);
  const { rows } = await database.pool.query(
    "SELECT email, due_at FROM deliveries JOIN subscribers s ON s.id = subscriber_id ORDER BY email",
  );
  return Object.fromEntries(rows.map((row) => [row.email, row.due_at.toISOString()]));
}

test("in every zone each local date of three years has one due instant, later than the last", async () => {
  const midnight = sql`(wanted::timestamp AT TIME ZONE zone)`;
  const slot = firstLocalHour(midnight, sql`wanted_hour`, sql`zone`);
  const { rows } = await database.db.execute(sql`
    WITH instants AS (
      SELECT generate_series('2026-01-01Z'::timestamptz, '2029-01-01Z', '6 hours') AS at),
    names AS (SELECT name FROM pg_timezone_names WHERE name !~ '^(posix|right|Factory|localtime)'),
    -- Names whose clocks agree all along are one zone by several names: each such zone is tried once.
    clocks AS (
      SELECT name, md5(string_agg((at AT TIME ZONE name)::text, ',' ORDER BY at)) AS clock
      FROM names, instants GROUP BY name),
    zones AS (SELECT min(name) AS zone FROM clocks GROUP BY clock),
    due AS (
      SELECT zone, wanted, slot.due, slot.day,
        lag(slot.due) OVER (PARTITION BY zone, wanted_hour ORDER BY wanted) AS previous
      FROM zones, unnest(ARRAY[0, 2]) AS wanted_hour,
        (SELECT generate_series('2026-01-01'::date, '2028-12-31', '1 day')::date AS wanted) AS dates,
        LATERAL ${slot} AS slot)
    SELECT count(*)::int AS dates, count(DISTINCT zone)::int AS zones,
      count(*) FILTER (WHERE due IS NULL)::int AS missing,
      count(*) FILTER (WHERE previous >= due)::int AS disordered,
      count(*) FILTER (WHERE (due AT TIME ZONE zone)::date <> wanted OR day <> wanted)::int AS elsewhere
    FROM due`);
  expect(rows[0]).toMatchObject({ missing: 0, disordered: 0, elsewhere: 0 });
  expect(Number(rows[0]?.zones)).toBeGreaterThan(50);
  expect(Number(rows[0]?.dates)).toBe(Number(rows[0]?.zones) * 2 * 1096);
}, 120_000);

test("each reader is due at the first of their hours after the edition is out", async () => {
  await addReader({ email: "berlin@example.org", zone: "Europe/Berlin", hour: 8 });
  await addReader({ email: "missed@example.org", zone: "Europe/Berlin", hour: 6 });
  await addReader({ email: "tokyo@example.org", zone: "Asia/Tokyo", hour: 8 });
  await addReader({ email: "whenever@example.org", zone: "Asia/Tokyo" });
  expect(await plan()).toEqual({
    "berlin@example.org": "2026-11-23T07:00:00.000Z",
    "missed@example.org": "2026-11-24T05:00:00.000Z",
    "tokyo@example.org": "2026-11-23T23:00:00.000Z",
    "whenever@example.org": "2026-11-23T06:00:00.000Z",
  });
});

test("a weekday that a reader does not want has no delivery", async () => {
  // 2026-11-23 is a Monday.
  await addReader({ email: "workdays@example.org", weekdays: [1, 2, 3, 4, 5] });
  await addReader({ email: "weekends@example.org", weekdays: [6, 7] });
  expect(Object.keys(await plan())).toEqual(["workdays@example.org"]);
});

test("a zone that PostgreSQL does not know costs nobody their mail", async () => {
  await addReader({ email: "here@example.org", hour: 8, zone: "UTC" });
  await addReader({ email: "lost@example.org", hour: 8, zone: "Mars/Olympus" });
  expect(Object.keys(await plan())).toEqual(["here@example.org", "lost@example.org"]);
});

test("only readers confirmed before the edition are planned, and planning again adds nothing", async () => {
  await addReader({ email: "early@example.org" });
  await addReader({ email: "late@example.org", confirmedAt: "2026-11-23T06:00:01Z" });
  await addReader({ email: "unconfirmed@example.org", state: "unconfirmed" });
  await addReader({ email: "gone@example.org", state: "unsubscribed" });
  await plan();
  expect(Object.keys(await plan())).toEqual(["early@example.org"]);
});

test("due now means now for every confirmed reader, once, and brings waiting ones forward", async () => {
  await addReader({ email: "late@example.org", hour: 23, zone: "UTC" });
  await addReader({ email: "weekends@example.org", weekdays: [6, 7] });
  await addReader({ email: "gone@example.org", state: "unsubscribed" });
  await plan(new Date("2126-11-23T06:00:00Z"));
  expect(await insertDeliveriesNow(database.db, EDITION.date)).toBe(2);
  expect(await insertDeliveriesNow(database.db, EDITION.date)).toBe(0);
  const { rows } = await database.pool.query(
    "SELECT count(*)::int AS due FROM deliveries WHERE due_at <= now() AND state = 'pending'",
  );
  expect(rows[0]?.due).toBe(2);
});
