// All SQL that moves a delivery. The row decides: each write names the states it may come from, and
// after a claim the fencing token too; 0 rows changed means that the lease was lost, so stop. Time
// is PostgreSQL's alone: a worker's clock can be wrong.
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { deliveries } from "../db/delivery-tables.ts";
import { subscribers, suppressions } from "../db/subscription-tables.ts";
import {
  CLAIM_LEASE_SECONDS,
  DATA_LEASE_SECONDS,
  type DeliveryEvent,
  type DeliveryState,
  MAX_AGE_HOURS,
  statesBefore,
} from "./delivery.ts";

/** A claim: the delivery's id and the fencing token that every later write must carry. */
export interface Claim {
  id: string;
  fence: number;
}

export interface ClaimedDelivery extends Claim {
  subscriberId: string;
  editionDate: string;
  attempt: number;
  /** null: not chosen yet. */
  paperIds: number[] | null;
}

const notTooOld = sql`${deliveries.dueAt} > now() - ${`${MAX_AGE_HOURS} hours`}::interval`;
const inSeconds = (seconds: number) => sql`now() + ${`${seconds} seconds`}::interval`;

/** Takes a due delivery; null when it is not due, taken, settled or too old. */
export async function claimDelivery(db: Db, id: string): Promise<ClaimedDelivery | null> {
  const [row] = await db
    .update(deliveries)
    .set({
      state: "claimed",
      fence: sql`${deliveries.fence} + 1`,
      attempt: sql`${deliveries.attempt} + 1`,
      leaseUntil: inSeconds(CLAIM_LEASE_SECONDS),
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(deliveries.id, id),
        inArray(deliveries.state, statesBefore("claim", "claimed")),
        lte(deliveries.nextAttemptAt, sql`now()`),
        notTooOld,
      ),
    )
    .returning({
      id: deliveries.id,
      fence: deliveries.fence,
      subscriberId: deliveries.subscriberId,
      editionDate: deliveries.editionDate,
      attempt: deliveries.attempt,
      paperIds: deliveries.paperIds,
    });
  return row ?? null;
}

const holds = (claim: Claim, event: DeliveryEvent, to: DeliveryState) =>
  and(
    eq(deliveries.id, claim.id),
    eq(deliveries.fence, claim.fence),
    inArray(deliveries.state, statesBefore(event, to)),
  );

/**
 * The last look: commits `in_data` only while the reader is still confirmed and not suppressed.
 * @param addressHashes the reader's address under every secret key
 * @returns false when nothing may be sent
 */
export async function beginData(
  db: Db,
  claim: Claim,
  addressHashes: readonly Buffer[],
): Promise<boolean> {
  const confirmed = db
    .select({ one: sql`1` })
    .from(subscribers)
    .where(and(eq(subscribers.id, deliveries.subscriberId), eq(subscribers.state, "confirmed")));
  const suppressed = db
    .select({ one: sql`1` })
    .from(suppressions)
    .where(inArray(suppressions.addressHash, [...addressHashes]));
  const rows = await db
    .update(deliveries)
    .set({ state: "in_data", leaseUntil: inSeconds(DATA_LEASE_SECONDS), updatedAt: sql`now()` })
    .where(
      and(
        holds(claim, "begin-data", "in_data"),
        sql`EXISTS (${confirmed})`,
        sql`NOT EXISTS (${suppressed})`,
      ),
    )
    .returning({ id: deliveries.id });
  return rows.length === 1;
}

/** Writes how a claim ended; false when the lease was lost meanwhile and nothing was written. */
export async function settleDelivery(
  db: Db,
  claim: Claim,
  event: DeliveryEvent,
  to: DeliveryState,
  outcome: string | null,
): Promise<boolean> {
  const rows = await db
    .update(deliveries)
    .set({
      state: to,
      outcome,
      leaseUntil: null,
      updatedAt: sql`now()`,
      ...(to === "sent" ? { sentAt: sql`now()` } : {}),
    })
    .where(holds(claim, event, to))
    .returning({ id: deliveries.id });
  return rows.length === 1;
}

/** Puts a claim off for some minutes; false when the lease was lost meanwhile. */
export async function deferDelivery(
  db: Db,
  claim: Claim,
  minutes: number,
  outcome: string,
): Promise<boolean> {
  const rows = await db
    .update(deliveries)
    .set({
      state: "deferred",
      outcome,
      leaseUntil: null,
      nextAttemptAt: inSeconds(minutes * 60),
      updatedAt: sql`now()`,
    })
    .where(holds(claim, "defer", "deferred"))
    .returning({ id: deliveries.id });
  return rows.length === 1;
}

/** Every paper this reader has had, is getting, or may have got. */
export async function listSeenPapers(
  db: Db,
  subscriberId: string,
  exceptDelivery: string,
): Promise<Set<number>> {
  const { rows } = await db.execute<{ id: number }>(sql`
    SELECT DISTINCT unnest(paper_ids) AS id FROM deliveries
    WHERE subscriber_id = ${subscriberId} AND id <> ${exceptDelivery}
      AND state IN ('pending', 'claimed', 'in_data', 'deferred', 'sent', 'unknown')`);
  return new Set(rows.map((row) => row.id));
}

/** Keeps the choice of papers; false when the lease was lost. */
export async function keepSelection(db: Db, claim: Claim, paperIds: number[]): Promise<boolean> {
  const rows = await db
    .update(deliveries)
    .set({ paperIds })
    .where(
      and(
        eq(deliveries.id, claim.id),
        eq(deliveries.fence, claim.fence),
        eq(deliveries.state, "claimed"),
      ),
    )
    .returning({ id: deliveries.id });
  return rows.length === 1;
}
