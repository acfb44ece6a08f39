// All SQL for subscribers. Whoever changes more than one row of a person's locks their row here
// first, so that two requests about one person take turns; a suppression is touched before that.
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { deliveries, outbox } from "../db/delivery-tables.ts";
import { subscribers } from "../db/subscription-tables.ts";
import type { Preferences } from "./preferences.ts";
import type { Subscriber } from "./subscriber.ts";

/** @param lock holds the row until the transaction ends; readers and new deliveries do not wait */
export async function findSubscriber(
  db: Db,
  id: string,
  { lock = false } = {},
): Promise<Subscriber | null> {
  const query = db.select().from(subscribers).where(eq(subscribers.id, id));
  const [row] = await (lock ? query.for("no key update") : query);
  return row ?? null;
}

/** By the form of an address that addresses are compared by. */
export async function findSubscriberByEmail(db: Db, emailKey: string): Promise<Subscriber | null> {
  const [row] = await db.select().from(subscribers).where(eq(subscribers.emailKey, emailKey));
  return row ?? null;
}

/** The row of an address, made if there is none, and locked: one statement, a write in either case. */
export async function lockOrInsertSubscriber(
  tx: Db,
  address: { email: string; emailKey: string },
  now: Date,
): Promise<Subscriber> {
  const [row] = await tx
    .insert(subscribers)
    .values({ ...address, createdAt: now })
    .onConflictDoUpdate({ target: subscribers.emailKey, set: { state: sql`${subscribers.state}` } })
    .returning();
  if (!row) throw new Error("An upsert gave no row");
  return row;
}

/** What a new request says about someone not confirmed; a stranger changes nothing of a reader's. */
export async function applyRequest(
  tx: Db,
  id: string,
  email: string,
  preferences: Preferences,
): Promise<void> {
  await tx
    .update(subscribers)
    .set({ ...preferences, email })
    .where(and(eq(subscribers.id, id), ne(subscribers.state, "confirmed")));
}

type SubscriberChange = Partial<Pick<Subscriber, "state" | "confirmedAt" | "unsubscribedAt">>;

export async function updateSubscriber(
  db: Db,
  id: string,
  change: SubscriberChange | Preferences,
): Promise<Subscriber | null> {
  if (Object.values(change).every((value) => value === undefined)) return findSubscriber(db, id);
  const [row] = await db.update(subscribers).set(change).where(eq(subscribers.id, id)).returning();
  return row ?? null;
}

/** With everything that hangs on it: consents, confirmations, deliveries. */
export async function deleteSubscriber(tx: Db, { id, emailKey }: Subscriber): Promise<void> {
  await tx.delete(outbox).where(eq(sql`lower(${outbox.recipient})`, emailKey));
  await tx.delete(subscribers).where(eq(subscribers.id, id));
}

/**
 * Takes back every digest whose body has not begun. The fence moves too, so that a sender who holds
 * one of them cannot write to it any more.
 */
export async function cancelWaitingDeliveries(tx: Db, id: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({
      state: "cancelled",
      fence: sql`${deliveries.fence} + 1`,
      leaseUntil: null,
      outcome: "unsubscribed",
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(deliveries.subscriberId, id),
        inArray(deliveries.state, ["pending", "deferred", "claimed"]),
      ),
    );
}
