// SQL that gathers what other stages hold about a subscriber: their deliveries, and their mail in the
// outbox while there is one.
import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { deliveries, outbox } from "../db/delivery-tables.ts";

export async function listDeliveriesOf(db: Db, subscriberId: string) {
  const { editionDate, state, dueAt, attempt, paperIds, outcome, sentAt, updatedAt } = deliveries;
  return db
    .select({ editionDate, state, dueAt, attempt, paperIds, outcome, sentAt, updatedAt })
    .from(deliveries)
    .where(eq(deliveries.subscriberId, subscriberId))
    .orderBy(asc(editionDate));
}

/** Without the messages themselves: the outbox page shows them. */
export async function listOutboxOf(db: Db, emailKey: string) {
  const { subject, createdAt } = outbox;
  return db
    .select({ subject, createdAt })
    .from(outbox)
    .where(eq(sql`lower(${outbox.recipient})`, emailKey))
    .orderBy(asc(outbox.id));
}
