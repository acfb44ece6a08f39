// The ledger: one delivery per subscriber and edition date, and the outbox where mail is kept while
// no SMTP server is set. The row decides; a queue job is only a hint to look at it.
import { sql } from "drizzle-orm";
import { date, index, integer, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "./column-types.ts";
import { editions } from "./edition-tables.ts";
import { subscribers } from "./subscription-tables.ts";

export const DELIVERY_STATES = [
  "pending",
  "claimed",
  "in_data",
  "sent",
  "deferred",
  "failed",
  "unknown",
  "suppressed",
  "expired",
  "cancelled",
] as const;
export const deliveryState = pgEnum("delivery_state", DELIVERY_STATES);

export const deliveries = pgTable(
  "deliveries",
  {
    /** Also the Message-ID's left part: the same for all attempts. */
    id: uuid().primaryKey().defaultRandom(),
    subscriberId: uuid()
      .notNull()
      .references(() => subscribers.id, { onDelete: "cascade" }),
    editionDate: date({ mode: "string" })
      .notNull()
      .references(() => editions.date),
    state: deliveryState().notNull().default("pending"),
    /** When the reader wants it; the age of a delivery counts from here. */
    dueAt: instant().notNull(),
    /** When to look at it next: dueAt, later the time of the next try. */
    nextAttemptAt: instant().notNull(),
    attempt: integer().notNull().default(0),
    /** Fencing token: every claim adds one, every later write must carry it. */
    fence: integer().notNull().default(0),
    leaseUntil: instant(),
    /** The papers of this digest, chosen at the first claim and kept for all attempts. */
    paperIds: integer().array(),
    /** Why it stands as it does, without addresses: "250", "550 5.1.1", "nothing new". */
    outcome: text(),
    sentAt: instant(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    unique("deliveries_subscriber_edition").on(t.subscriberId, t.editionDate),
    index("deliveries_edition").on(t.editionDate, t.state),
    index("deliveries_to_send").on(t.nextAttemptAt).where(sql`state IN ('pending', 'deferred')`),
    index("deliveries_leased").on(t.leaseUntil).where(sql`state IN ('claimed', 'in_data')`),
  ],
);

/** Mail kept for the outbox page instead of being sent; the newest few hundred are kept. */
export const outbox = pgTable("outbox", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  messageId: text().notNull().unique(),
  recipient: text().notNull(),
  subject: text().notNull(),
  /** The whole message as it would go over the wire. */
  content: bytea().notNull(),
  createdAt: instant().notNull().defaultNow(),
});
