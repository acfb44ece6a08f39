// SQL of the sweeper: what no worker looks after any more is moved on by set-based updates.
import { and, asc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { deliveries } from "../db/delivery-tables.ts";
import { type DeliveryEvent, type DeliveryState, MAX_AGE_HOURS, statesBefore } from "./delivery.ts";

async function move(
  db: Db,
  event: DeliveryEvent,
  to: DeliveryState,
  set: { outcome: string },
  when: SQL | undefined,
): Promise<number> {
  const rows = await db
    .update(deliveries)
    .set({ ...set, state: to, leaseUntil: null, updatedAt: sql`now()` })
    .where(and(inArray(deliveries.state, statesBefore(event, to)), when))
    .returning({ id: deliveries.id });
  return rows.length;
}

/** Leases that ran out: before the body it is safe to try again, after its start nobody can know. */
export async function releaseLeases(db: Db): Promise<{ deferred: number; unknown: number }> {
  const over = lte(deliveries.leaseUntil, sql`now()`);
  return {
    deferred: await move(db, "lease-over", "deferred", { outcome: "worker lost" }, over),
    unknown: await move(db, "lease-over", "unknown", { outcome: "worker lost in data" }, over),
  };
}

export async function expireDeliveries(db: Db): Promise<number> {
  const tooOld = sql`${deliveries.dueAt} <= now() - ${`${MAX_AGE_HOURS} hours`}::interval`;
  const waiting = inArray(deliveries.state, ["pending", "deferred"]);
  return move(db, "grow-old", "expired", { outcome: "too late" }, and(waiting, tooOld));
}

/** Ids of deliveries that are due and nobody's, the longest due first. */
export async function listDueDeliveries(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        sql`${deliveries.state} IN ('pending', 'deferred')`,
        lte(deliveries.nextAttemptAt, sql`now()`),
      ),
    )
    .orderBy(asc(deliveries.nextAttemptAt))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** How the deliveries of a date stand: state by state. */
export async function countDeliveries(db: Db, date: string): Promise<Record<string, number>> {
  const rows = await db
    .select({ state: deliveries.state, count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(eq(deliveries.editionDate, date))
    .groupBy(deliveries.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}
