// SQL for double opt-ins as their people meet them: asked for, counted, found by a link, used,
// closed. What their mails need is in confirmation-mail-store.ts.
import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { confirmations, subscribers } from "../db/subscription-tables.ts";
import { type Confirmation, HOUR_MS, LIFETIME_MS, type Tally } from "./confirmation.ts";
import { CONSENT_WORDING } from "./consent.ts";
import type { Subscriber } from "./subscriber.ts";

const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`;
const ago = (now: Date, ms: number) => at(new Date(now.getTime() - ms));

/** Counted by when a mail left, or was asked for while it has not. */
export async function tallyConfirmations(
  tx: Db,
  { id, unsubscribedAt }: Pick<Subscriber, "id" | "unsubscribedAt">,
  now: Date,
): Promise<Tally> {
  const { sentAt, createdAt, closedAt, usedAt, expiresAt } = confirmations;
  const when = sql`coalesce(${sentAt}, ${createdAt})`;
  const since = unsubscribedAt ? at(unsubscribedAt) : sql`'-infinity'::timestamptz`;
  const waiting = sql`${sentAt} IS NULL AND ${closedAt} IS NULL AND ${usedAt} IS NULL AND ${expiresAt} > ${at(now)}`;
  const [row] = await tx
    .select({
      waitingId: sql<
        string | null
      >`(array_agg(${confirmations.id}::text) FILTER (WHERE ${waiting}))[1]`,
      lastHour: sql<number>`(count(*) FILTER (WHERE ${when} > ${ago(now, HOUR_MS)}))::int`,
      lastDay: sql<number>`(count(*) FILTER (WHERE ${when} > ${ago(now, 24 * HOUR_MS)}))::int`,
      ever: sql<number>`(count(*) FILTER (WHERE ${sentAt} > ${since}))::int`,
    })
    .from(confirmations)
    .where(eq(confirmations.subscriberId, id));
  return row ?? { waitingId: null, lastHour: 0, lastDay: 0, ever: 0 };
}

export interface NewConfirmation {
  id: string;
  nonce: Buffer;
  subscriberId: string;
  channel: string;
}

/**
 * Writes a request and its consent row, or, when not `allowed`, runs the same statement for nothing:
 * an answer's time must not tell which it was.
 */
export async function insertConfirmationWhen(
  tx: Db,
  allowed: boolean,
  { id, nonce, subscriberId, channel }: NewConfirmation,
  now: Date,
): Promise<void> {
  const expires = at(new Date(now.getTime() + LIFETIME_MS));
  await tx.execute(sql`
    WITH asked AS (
      INSERT INTO confirmations (id, subscriber_id, nonce, created_at, expires_at, next_attempt_at)
      SELECT ${id}::uuid, ${subscriberId}::uuid, ${nonce}::bytea, ${at(now)}, ${expires}, ${at(now)}
      WHERE ${allowed}::boolean
      RETURNING subscriber_id, created_at
    )
    INSERT INTO consents (subscriber_id, event, occurred_at, channel, wording)
    SELECT subscriber_id, 'requested', created_at, ${channel}, ${CONSENT_WORDING.requested}
    FROM asked`);
}

/** What a link stands for, by the hash of its token. */
export async function findLink(
  db: Db,
  tokenHash: Buffer,
): Promise<{ confirmation: Confirmation; subscriber: Subscriber } | null> {
  const [row] = await db
    .select({ confirmation: confirmations, subscriber: subscribers })
    .from(confirmations)
    .innerJoin(subscribers, eq(subscribers.id, confirmations.subscriberId))
    .where(eq(confirmations.tokenHash, tokenHash));
  return row ?? null;
}

export async function markUsed(tx: Db, id: string, now: Date): Promise<void> {
  await tx.update(confirmations).set({ usedAt: now }).where(eq(confirmations.id, id));
}

/** Ends every link of a person that is not used, and every mail of theirs that has not left. */
export async function closeOpenConfirmations(
  tx: Db,
  subscriberId: string,
  now: Date,
): Promise<void> {
  const { usedAt, closedAt } = confirmations;
  await tx
    .update(confirmations)
    .set({ closedAt: now })
    .where(and(eq(confirmations.subscriberId, subscriberId), isNull(usedAt), isNull(closedAt)));
}

/** Without what makes or finds a link. The oldest first. */
export async function listConfirmations(db: Db, subscriberId: string) {
  const { createdAt, sentAt, usedAt, closedAt, expiresAt, attempt, outcome } = confirmations;
  return db
    .select({ createdAt, sentAt, usedAt, closedAt, expiresAt, attempt, outcome })
    .from(confirmations)
    .where(eq(confirmations.subscriberId, subscriberId))
    .orderBy(asc(createdAt));
}

/** Ids of mails that should have left by now, for the sweeper; the longest waiting first. */
export async function listDueConfirmations(db: Db, now: Date, limit: number): Promise<string[]> {
  const { id, sentAt, closedAt, usedAt, expiresAt, nextAttemptAt, attempt } = confirmations;
  const isDue = or(eq(attempt, 0), lte(nextAttemptAt, now));
  const rows = await db
    .select({ id })
    .from(confirmations)
    .where(and(isNull(sentAt), isNull(closedAt), isNull(usedAt), gt(expiresAt, now), isDue))
    .orderBy(asc(nextAttemptAt))
    .limit(limit);
  return rows.map((row) => row.id);
}
