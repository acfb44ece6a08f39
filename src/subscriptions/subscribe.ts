// Asking to be a subscriber. Nobody can learn here whether an address is known: the answer and the
// work are the same for all, and the only thing that ever follows is a capped confirmation mail.
import { randomBytes, randomUUID } from "node:crypto";
import type { Db } from "../db/connect.ts";
import type { Queues } from "../queue/jobs.ts";
import { mayAskAgain } from "./confirmation.ts";
import { insertConfirmationWhen, tallyConfirmations } from "./confirmation-store.ts";
import type { SubscribeChannel } from "./consent.ts";
import { parseEmailAddress } from "./email-address.ts";
import { describeFault, type Preferences, preferencesSchema } from "./preferences.ts";
import { applyRequest, findSubscriberByEmail, lockOrInsertSubscriber } from "./subscriber-store.ts";
import { touchSuppression } from "./suppression-store.ts";
import type { Tokens } from "./token.ts";

export interface SubscribeDeps {
  db: Db;
  queues: Queues;
  tokens: Tokens;
  now: () => Date;
}

export type SubscribeOutcome =
  | { kind: "accepted" }
  | { kind: "invalid"; field: "email" | "preferences"; message: string };

interface Request {
  email: string;
  emailKey: string;
  preferences: Preferences;
  channel: SubscribeChannel;
}

/** No subscriber has it: statements that must change nothing are run with it. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * The same statements in the same order whoever asks: their number, not their effect, is what a
 * stopwatch could see. @returns the id of a mail to send, or null
 */
async function writeRequest(deps: SubscribeDeps, request: Request): Promise<string | null> {
  const { db, tokens } = deps;
  const { email, emailKey, preferences, channel } = request;
  const now = deps.now();
  return db.transaction(async (tx) => {
    const isRefused = await touchSuppression(tx, tokens.addressHashes(emailKey));
    // A suppressed address is not stored again, least of all because a stranger typed it.
    const known = isRefused
      ? await findSubscriberByEmail(tx, emailKey)
      : await lockOrInsertSubscriber(tx, { email, emailKey }, now);
    const subscriber = isRefused || !known ? null : known;
    const subscriberId = subscriber?.id ?? NOBODY;
    await applyRequest(tx, subscriberId, email, preferences);
    const unsubscribedAt = subscriber?.unsubscribedAt ?? null;
    const tally = await tallyConfirmations(tx, { id: subscriberId, unsubscribedAt }, now);
    const isWaiting = subscriber !== null && subscriber.state !== "confirmed";
    const allowed = isWaiting && mayAskAgain(tally);
    const confirmation = { id: randomUUID(), nonce: randomBytes(32), subscriberId, channel };
    await insertConfirmationWhen(tx, allowed, confirmation, now);
    return allowed ? confirmation.id : null;
  });
}

/**
 * Accepts a request for digests. The queue is hinted at and never waited for. A reader who is
 * confirmed gets no mail; nothing of theirs is changed by a stranger's request.
 */
export async function subscribe(
  deps: SubscribeDeps,
  input: { email: string; preferences?: unknown; channel: SubscribeChannel },
): Promise<SubscribeOutcome> {
  const address = parseEmailAddress(input.email);
  if (address.kind === "invalid") {
    return { kind: "invalid", field: "email", message: address.reason };
  }
  const parsed = preferencesSchema.safeParse(input.preferences ?? {});
  if (!parsed.success) {
    return { kind: "invalid", field: "preferences", message: describeFault(parsed.error) };
  }
  const { email, emailKey } = address;
  const request = { email, emailKey, preferences: parsed.data, channel: input.channel };
  const confirmationId = await writeRequest(deps, request);
  if (confirmationId) deps.queues.hint("send-confirmation", confirmationId);
  return { kind: "accepted" };
}
