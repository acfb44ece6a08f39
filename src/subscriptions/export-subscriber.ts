// Everything that we hold about one person, for that person; without secrets that make links.
import type { Db } from "../db/connect.ts";
import { listConfirmations } from "./confirmation-store.ts";
import { listConsents } from "./consent-store.ts";
import { listDeliveriesOf, listOutboxOf } from "./export-store.ts";
import { findSubscriber } from "./subscriber-store.ts";
import { listSuppressions } from "./suppression-store.ts";
import type { Tokens } from "./token.ts";

export type SubscriberExport = NonNullable<Awaited<ReturnType<typeof exportSubscriber>>>;

/** One moment's view of all of it, or null when there is no such subscriber. */
export async function exportSubscriber(
  { db, tokens }: { db: Db; tokens: Tokens },
  subscriberId: string,
) {
  return db.transaction(
    async (tx) => {
      const subscriber = await findSubscriber(tx, subscriberId);
      if (!subscriber) return null;
      return {
        subscriber,
        consents: await listConsents(tx, subscriberId),
        confirmations: await listConfirmations(tx, subscriberId),
        deliveries: await listDeliveriesOf(tx, subscriberId),
        suppressions: await listSuppressions(tx, tokens.addressHashes(subscriber.emailKey)),
        outbox: await listOutboxOf(tx, subscriber.emailKey),
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
