// SQL for the mail of a double opt-in. A claim's attempt number is its fence: every later write
// carries it, and 0 rows changed means that another worker has the mail, so stop.
import { and, eq, gt, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { confirmations, subscribers, suppressions } from "../db/subscription-tables.ts";
import { type Confirmation, LIFETIME_MS } from "./confirmation.ts";
import { ERASED } from "./suppression-store.ts";

/** Longer than a conversation takes up to the body: connecting, greeting, MAIL and RCPT. */
const LEASE_MS = 20 * 60_000;

export type ConfirmationClaim = Confirmation;
type Fence = Pick<Confirmation, "id" | "attempt">;

const { id, attempt, sentAt, closedAt, usedAt, expiresAt, nextAttemptAt } = confirmations;
const unsent = and(isNull(sentAt), isNull(closedAt), isNull(usedAt));
const held = (claim: Fence) => and(eq(id, claim.id), eq(attempt, claim.attempt));

/**
 * Takes an unsent mail for some minutes; null when it is sent, closed, taken or not due. A first try
 * is always due: the clock of the machine that wrote the row may be ahead of ours.
 */
export async function claimConfirmation(
  db: Db,
  confirmationId: string,
  now: Date,
): Promise<ConfirmationClaim | null> {
  const isDue = or(eq(attempt, 0), lte(nextAttemptAt, now));
  const [row] = await db
    .update(confirmations)
    .set({ attempt: sql`${attempt} + 1`, nextAttemptAt: new Date(now.getTime() + LEASE_MS) })
    .where(and(eq(id, confirmationId), unsent, gt(expiresAt, now), isDue))
    .returning();
  return row ?? null;
}

/**
 * The last look: commits, before the first byte of the body, that the mail may be out from now on,
 * its link's hash with it; only while the person still waits for it and may be mailed.
 */
export async function letOut(
  db: Db,
  claim: Fence,
  { tokenHash, addressHashes }: { tokenHash: Buffer; addressHashes: readonly Buffer[] },
  now: Date,
): Promise<boolean> {
  const waiting = db
    .select({ one: sql`1` })
    .from(subscribers)
    .where(and(eq(subscribers.id, confirmations.subscriberId), ne(subscribers.state, "confirmed")));
  const refused = db
    .select({ one: sql`1` })
    .from(suppressions)
    .where(
      and(inArray(suppressions.addressHash, [...addressHashes]), ne(suppressions.reason, ERASED)),
    );
  const rows = await db
    .update(confirmations)
    .set({ tokenHash, sentAt: now, expiresAt: new Date(now.getTime() + LIFETIME_MS) })
    .where(and(held(claim), unsent, sql`EXISTS (${waiting})`, sql`NOT EXISTS (${refused})`))
    .returning({ id });
  return rows.length === 1;
}

export async function recordOutcome(db: Db, claim: Fence, outcome: string): Promise<void> {
  await db.update(confirmations).set({ outcome }).where(held(claim));
}

/** The peer has not taken it: it counts as unsent again and waits for its next try. */
export async function putOff(
  db: Db,
  claim: ConfirmationClaim,
  until: Date,
  outcome: string,
): Promise<void> {
  const stopAt = new Date(claim.createdAt.getTime() + LIFETIME_MS);
  await db
    .update(confirmations)
    .set({ sentAt: null, expiresAt: stopAt, nextAttemptAt: until, outcome })
    .where(held(claim));
}

/** The peer has not taken it and we try no more. */
export async function closeUnsent(db: Db, claim: Fence, outcome: string, now: Date): Promise<void> {
  await db
    .update(confirmations)
    .set({
      sentAt: null,
      closedAt: sql`coalesce(${closedAt}, ${now.toISOString()}::timestamptz)`,
      outcome,
    })
    .where(held(claim));
}
