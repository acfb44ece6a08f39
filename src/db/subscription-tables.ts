// Tables of the people: subscribers with preferences, their consent, confirmations under way,
// addresses that must not be mailed, and the counters that keep strangers from abusing the form.
import { sql } from "drizzle-orm";
import { bigint, index, integer, pgEnum, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "./column-types.ts";

export const subscriberState = pgEnum("subscriber_state", [
  "unconfirmed",
  "confirmed",
  "unsubscribed",
]);

export const subscribers = pgTable(
  "subscribers",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Local part as typed, domain as lower-case A-label. */
    email: text().notNull(),
    /** The same, local part in lower case too: what addresses are compared by. */
    emailKey: text().notNull().unique(),
    state: subscriberState().notNull().default("unconfirmed"),
    topics: text().array().notNull().default([]),
    mutes: text().array().notNull().default([]),
    /** Local hour 0–23; null: as soon as the edition is out. */
    hour: smallint(),
    /** ISO weekdays 1 (Monday) to 7. */
    weekdays: smallint().array().notNull().default([1, 2, 3, 4, 5, 6, 7]),
    /** IANA name; null: EDITION_TIMEZONE. */
    zone: text(),
    /** Papers in a digest. */
    size: smallint().notNull().default(10),
    createdAt: instant().notNull().defaultNow(),
    confirmedAt: instant(),
    unsubscribedAt: instant(),
  },
  (t) => [index("subscribers_state").on(t.state)],
);

export const consentEvent = pgEnum("consent_event", ["requested", "confirmed", "unsubscribed"]);

/** The consent record: who agreed to what, when and by which way; the last row decides. */
export const consents = pgTable(
  "consents",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    subscriberId: uuid()
      .notNull()
      .references(() => subscribers.id, { onDelete: "cascade" }),
    event: consentEvent().notNull(),
    occurredAt: instant().notNull().defaultNow(),
    /** page, api, one-click … */
    channel: text().notNull(),
    /** The sentence that the person agreed to. */
    wording: text().notNull(),
  },
  (t) => [index("consents_subscriber").on(t.subscriberId)],
);

/** One double opt-in: a mail to send (sentAt null) or sent, and nothing but a hash of its token. */
export const confirmations = pgTable(
  "confirmations",
  {
    id: uuid().primaryKey().defaultRandom(),
    subscriberId: uuid()
      .notNull()
      .references(() => subscribers.id, { onDelete: "cascade" }),
    /** 256 random bits: with the secret key they make the token, alone they tell nothing. */
    nonce: bytea().notNull(),
    /** SHA-256 of the token; null until its mail is about to leave. */
    tokenHash: bytea().unique(),
    createdAt: instant().notNull().defaultNow(),
    /** While unsent: when we stop trying. Then: when the link ends. */
    expiresAt: instant().notNull(),
    usedAt: instant(),
    /** When the first byte of the mail was let out: from here on it may have arrived. */
    sentAt: instant(),
    /** Permanently refused, or void since a later event: never sent again. */
    closedAt: instant(),
    attempt: integer().notNull().default(0),
    nextAttemptAt: instant().notNull().defaultNow(),
    /** The SMTP server's last word, without addresses; null with sentAt: nobody can know. */
    outcome: text(),
  },
  (t) => [
    index("confirmations_subscriber").on(t.subscriberId, t.createdAt),
    index("confirmations_to_send")
      .on(t.nextAttemptAt)
      .where(sql`sent_at IS NULL AND closed_at IS NULL`),
  ],
);

/** Addresses we must not mail, by keyed hash: it outlives the subscriber and names nobody. */
export const suppressions = pgTable("suppressions", {
  addressHash: bytea().primaryKey(),
  reason: text().notNull(),
  evidence: text(),
  createdAt: instant().notNull().defaultNow(),
});

/** The store of rate-limiter-flexible; its keys are hashes. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: "number" }),
});
