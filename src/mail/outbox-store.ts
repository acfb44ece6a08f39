// The outbox table: mail kept for the outbox page while no SMTP server is set. One row per
// Message-ID whoever stores it how often, and only the newest few hundred are kept.
import { desc, eq, lte, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { outbox } from "../db/delivery-tables.ts";

export const OUTBOX_KEPT = 500;

export type OutboxMessage = typeof outbox.$inferSelect;
export type OutboxEntry = Omit<OutboxMessage, "content">;

/** Keeps a message once; doubles by Message-ID are dropped. */
export async function storeInOutbox(
  db: Db,
  message: Pick<OutboxMessage, "messageId" | "recipient" | "subject" | "content">,
): Promise<void> {
  await db.insert(outbox).values(message).onConflictDoNothing({ target: outbox.messageId });
  const oldestKept = db
    .select({ id: outbox.id })
    .from(outbox)
    .orderBy(desc(outbox.id))
    .offset(OUTBOX_KEPT)
    .limit(1);
  await db.delete(outbox).where(lte(outbox.id, sql`(${oldestKept})`));
}

/** The newest first, without the messages themselves. */
export async function listOutbox(db: Db, limit: number): Promise<OutboxEntry[]> {
  const { id, messageId, recipient, subject, createdAt } = outbox;
  return db
    .select({ id, messageId, recipient, subject, createdAt })
    .from(outbox)
    .orderBy(desc(outbox.id))
    .limit(limit);
}

export async function getOutboxMessage(db: Db, id: number): Promise<OutboxMessage | null> {
  const [message] = await db.select().from(outbox).where(eq(outbox.id, id));
  return message ?? null;
}
