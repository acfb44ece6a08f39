// All SQL for the consent record: rows are only ever added, and go with their subscriber.
import { asc, eq } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { consents } from "../db/subscription-tables.ts";
import { CONSENT_WORDING, type Consent, type ConsentEvent } from "./consent.ts";

export async function insertConsent(
  tx: Db,
  subscriberId: string,
  event: ConsentEvent,
  channel: string,
  occurredAt: Date,
): Promise<void> {
  const wording = CONSENT_WORDING[event];
  await tx.insert(consents).values({ subscriberId, event, channel, occurredAt, wording });
}

/** The oldest first. */
export async function listConsents(db: Db, subscriberId: string): Promise<Consent[]> {
  const { event, occurredAt, channel, wording } = consents;
  return db
    .select({ event, occurredAt, channel, wording })
    .from(consents)
    .where(eq(consents.subscriberId, subscriberId))
    .orderBy(asc(consents.id));
}
