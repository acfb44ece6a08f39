// What a confirmation link can do: be looked at without changing anything, be used once, and, when
// it is over, ask for another. An old link never brings back someone who left.
import type { Db } from "../db/connect.ts";
import { judgeLink } from "./confirmation.ts";
import { closeOpenConfirmations, findLink, markUsed } from "./confirmation-store.ts";
import type { SubscribeChannel } from "./consent.ts";
import { insertConsent } from "./consent-store.ts";
import { type SubscribeDeps, subscribe } from "./subscribe.ts";
import { findSubscriber, updateSubscriber } from "./subscriber-store.ts";
import { liftErasure, touchSuppression } from "./suppression-store.ts";
import { hashToken, type Tokens } from "./token.ts";

export type ConfirmationLookUp =
  | { kind: "open"; email: string }
  /** Used before, or not needed: they are subscribed. */
  | { kind: "confirmed"; email: string }
  | { kind: "expired"; email: string }
  | { kind: "unknown" };

export type ConfirmOutcome =
  /** `first`: this call made them a subscriber. */
  | { kind: "confirmed"; subscriberId: string; email: string; first: boolean }
  | { kind: "expired" }
  | { kind: "unknown" };

async function find(db: Db, token: string) {
  // Not worth a query, and a NUL or a megabyte is not PostgreSQL's business.
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? findLink(db, hashToken(token)) : null;
}

/** What the link is worth, for the page behind it. Changes nothing. */
export async function lookUpConfirmation(
  { db, now }: { db: Db; now: () => Date },
  token: string,
): Promise<ConfirmationLookUp> {
  const link = await find(db, token);
  if (!link) return { kind: "unknown" };
  const kind = judgeLink(link.confirmation, link.subscriber.state, now());
  return { kind, email: link.subscriber.email };
}

/** Uses the link. Doing it twice is harmless; it also ends all other links of the same person. */
export async function confirmSubscription(
  deps: { db: Db; tokens: Tokens; now: () => Date },
  { token, channel }: { token: string; channel: SubscribeChannel },
): Promise<ConfirmOutcome> {
  const found = await find(deps.db, token);
  if (!found) return { kind: "unknown" };
  const { id: subscriberId, email, emailKey } = found.subscriber;
  const hashes = deps.tokens.addressHashes(emailKey);
  const now = deps.now();
  return deps.db.transaction(async (tx): Promise<ConfirmOutcome> => {
    await touchSuppression(tx, hashes);
    await findSubscriber(tx, subscriberId, { lock: true });
    // Read again under the lock: an unsubscription may have come in between.
    const link = await find(tx, token);
    if (!link) return { kind: "unknown" };
    const worth = judgeLink(link.confirmation, link.subscriber.state, now);
    if (worth === "expired") return { kind: "expired" };
    if (worth === "confirmed") return { kind: "confirmed", subscriberId, email, first: false };
    await markUsed(tx, link.confirmation.id, now);
    await closeOpenConfirmations(tx, subscriberId, now);
    const change = { state: "confirmed", confirmedAt: now, unsubscribedAt: null } as const;
    await updateSubscriber(tx, subscriberId, change);
    await insertConsent(tx, subscriberId, "confirmed", channel, now);
    await liftErasure(tx, hashes);
    return { kind: "confirmed", subscriberId, email, first: true };
  });
}

/** Another mail for the person whose link is over; the caps are those of any request. */
export async function requestNewConfirmation(
  deps: SubscribeDeps,
  { token }: { token: string },
): Promise<void> {
  const link = await find(deps.db, token);
  if (link) await subscribe(deps, { email: link.subscriber.email, channel: "page" });
}
