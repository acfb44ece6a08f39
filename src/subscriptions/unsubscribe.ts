// Leaving, by any of the ways in a mail. It holds from the moment it is committed: no digest whose
// body has not begun is sent after it, and no older link brings the person back.
import type { Db } from "../db/connect.ts";
import { closeOpenConfirmations } from "./confirmation-store.ts";
import type { UnsubscribeChannel } from "./consent.ts";
import { insertConsent } from "./consent-store.ts";
import type { Subscriber } from "./subscriber.ts";
import { cancelWaitingDeliveries, findSubscriber, updateSubscriber } from "./subscriber-store.ts";
import type { TokenPurpose, Tokens } from "./token.ts";

export type UnsubscribeOutcome = { kind: "unsubscribed"; email: string } | { kind: "unknown" };

export type SubscriberLookUp = { kind: "found"; subscriber: Subscriber } | { kind: "unknown" };

/** Whose token it is, whatever their state. Changes nothing. */
export async function lookUpSubscriber(
  { db, tokens }: { db: Db; tokens: Tokens },
  purpose: TokenPurpose,
  token: string,
): Promise<SubscriberLookUp> {
  const id = tokens.verify(purpose, token);
  const subscriber = id === null ? null : await findSubscriber(db, id);
  return subscriber ? { kind: "found", subscriber } : { kind: "unknown" };
}

/** Idempotent: mail programs repeat their one-click request. */
export async function unsubscribe(
  deps: { db: Db; tokens: Tokens; now: () => Date },
  { token, channel }: { token: string; channel: UnsubscribeChannel },
): Promise<UnsubscribeOutcome> {
  const id = deps.tokens.verify("unsubscribe", token);
  if (id === null) return { kind: "unknown" };
  const now = deps.now();
  return deps.db.transaction(async (tx): Promise<UnsubscribeOutcome> => {
    const subscriber = await findSubscriber(tx, id, { lock: true });
    if (!subscriber) return { kind: "unknown" };
    if (subscriber.state !== "unsubscribed") {
      await updateSubscriber(tx, id, { state: "unsubscribed", unsubscribedAt: now });
      await insertConsent(tx, id, "unsubscribed", channel, now);
    }
    await closeOpenConfirmations(tx, id, now);
    await cancelWaitingDeliveries(tx, id);
    return { kind: "unsubscribed", email: subscriber.email };
  });
}
