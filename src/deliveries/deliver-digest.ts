// Sends one digest: claim, choose, render, last look, send, record. At most one mail a row: every
// write carries the claim's fence, and the peer's first body byte waits for `in_data` to be committed.
import type { Db } from "../db/connect.ts";
import type { Log } from "../log.ts";
import type { Mailer, SendResult } from "../mail/mailer.ts";
import { isHardBounce } from "../subscriptions/hard-bounce.ts";
import { findSubscriber } from "../subscriptions/subscriber-store.ts";
import { isSuppressed, suppress } from "../subscriptions/suppression-store.ts";
import type { Tokens } from "../subscriptions/token.ts";
import { type DeliveryEvent, type DeliveryState, retryAfterMinutes } from "./delivery.ts";
import {
  beginData,
  type ClaimedDelivery,
  claimDelivery,
  deferDelivery,
  keepSelection,
  listSeenPapers,
  settleDelivery,
} from "./delivery-store.ts";
import type { EditionDesk, PreparedDesk } from "./edition-desk.ts";
import { selectForSubscriber } from "./select-for-subscriber.ts";

export interface DeliverDeps {
  db: Db;
  log: Log;
  mailer: Mailer;
  tokens: Tokens;
  desk: EditionDesk;
  /** Envelope sender of a delivery: where its bounces come back to. */
  envelopeFrom: string;
}

export type DeliverOutcome = DeliveryState | "not-due" | "lease-lost";
type Subscriber = NonNullable<Awaited<ReturnType<typeof findSubscriber>>>;

/** The papers of this digest: chosen once under the reader's lock, the same for every attempt. */
async function choosePapers(
  db: Db,
  claim: ClaimedDelivery,
  desk: PreparedDesk,
): Promise<{ paperIds: number[]; hidden: number } | null> {
  if (claim.paperIds) return { paperIds: claim.paperIds, hidden: 0 };
  return db.transaction(async (tx) => {
    // Two editions due at once must not give one reader the same paper.
    const subscriber = await findSubscriber(tx, claim.subscriberId, { lock: true });
    if (!subscriber) return null;
    const seen = await listSeenPapers(tx, subscriber.id, claim.id);
    const selection = selectForSubscriber(desk.edition.papers, seen, subscriber);
    const kept = await keepSelection(tx, claim, selection.paperIds);
    return kept ? selection : null;
  });
}

/** What an answer of the SMTP server means for the row; see the contract's classification. */
function eventOf(result: Exclude<SendResult, { kind: "withheld" }>): {
  event: DeliveryEvent;
  to: DeliveryState;
  outcome: string;
} {
  if (result.kind === "accepted") return { event: "accept", to: "sent", outcome: result.status };
  if (result.kind === "unknown") {
    return { event: "lose", to: "unknown", outcome: "connection lost after the message" };
  }
  if (result.kind === "unreachable") {
    return { event: "defer", to: "deferred", outcome: result.reason };
  }
  // Before RCPT a refusal is about us, not about this reader: it must not cost them their digest.
  const isReaders = result.stage === "rcpt" || result.stage === "data";
  return result.permanent && isReaders
    ? { event: "refuse", to: "failed", outcome: result.status }
    : { event: "defer", to: "deferred", outcome: result.status };
}

async function record(
  deps: DeliverDeps,
  claim: ClaimedDelivery,
  subscriber: Subscriber,
  result: SendResult,
): Promise<DeliverOutcome> {
  const { db, tokens } = deps;
  if (result.kind === "withheld") return explainWithheld(deps, claim, subscriber);
  const { event, to, outcome } = eventOf(result);
  const written =
    to === "deferred"
      ? await deferDelivery(db, claim, retryAfterMinutes(claim.attempt, claim.id), outcome)
      : await settleDelivery(db, claim, event, to, outcome);
  const isAtRcpt = result.kind === "refused" && result.stage === "rcpt";
  if (to === "failed" && isAtRcpt && isHardBounce(outcome)) {
    await suppress(db, tokens.addressHash(subscriber.emailKey), "hard bounce", outcome);
  }
  return written ? to : "lease-lost";
}

/** The last look said no: the reader left, is suppressed, or another worker has the row. */
async function explainWithheld(
  { db, tokens }: DeliverDeps,
  claim: ClaimedDelivery,
  subscriber: Subscriber,
): Promise<DeliverOutcome> {
  const event = (await isSuppressed(db, tokens.addressHashes(subscriber.emailKey)))
    ? ({ event: "suppress", to: "suppressed" } as const)
    : ({ event: "unsubscribe", to: "cancelled" } as const);
  const written = await settleDelivery(db, claim, event.event, event.to, event.to);
  return written ? event.to : "lease-lost";
}

/** Looks at one delivery and, if it is due and nobody's, sends it. Safe to call any number of times. */
export async function deliverDigest(deps: DeliverDeps, id: string): Promise<DeliverOutcome> {
  const { db, mailer, tokens, desk } = deps;
  const claim = await claimDelivery(db, id);
  if (!claim) return "not-due";
  const subscriber = await findSubscriber(db, claim.subscriberId);
  if (!subscriber) return "lease-lost";
  const addressHashes = tokens.addressHashes(subscriber.emailKey);
  if (subscriber.state !== "confirmed" || (await isSuppressed(db, addressHashes))) {
    return explainWithheld(deps, claim, subscriber);
  }
  const prepared = await desk.open(claim.editionDate);
  const selection = await choosePapers(db, claim, prepared);
  if (!selection) return "lease-lost";
  if (selection.paperIds.length === 0) {
    const written = await settleDelivery(db, claim, "find-nothing", "cancelled", "nothing new");
    return written ? "cancelled" : "lease-lost";
  }
  const digest = prepared.render(claim.id, subscriber, selection);
  const result = await mailer.send({
    ...digest,
    envelopeFrom: deps.envelopeFrom,
    recipient: subscriber.email,
    beforeData: () => beginData(db, claim, addressHashes),
  });
  return record(deps, claim, subscriber, result);
}
