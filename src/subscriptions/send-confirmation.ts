// Sends the mail of one double opt-in. Tried again while the peer has not taken it; from the first
// byte of its body on it counts as sent, so that no crash makes two of it: who got none asks again.
import type { Db } from "../db/connect.ts";
import type { Mailer, SendResult } from "../mail/mailer.ts";
import type { ConfirmationRenderer } from "../rendering/render-confirmation.ts";
import { HOUR_MS, LIFETIME_MS, nextTryAt } from "./confirmation.ts";
import {
  type ConfirmationClaim,
  claimConfirmation,
  closeUnsent,
  letOut,
  putOff,
  recordOutcome,
} from "./confirmation-mail-store.ts";
import { isHardBounce } from "./hard-bounce.ts";
import { findSubscriber } from "./subscriber-store.ts";
import { refusesConfirmations, suppress } from "./suppression-store.ts";
import { hashToken, type Tokens } from "./token.ts";

export interface SendConfirmationDeps {
  db: Db;
  mailer: Mailer;
  tokens: Tokens;
  renderConfirmation: ConfirmationRenderer;
  publicUrl: string;
  envelopeFrom: string;
  now: () => Date;
}

/** `skipped`: nothing to do, for it is sent, closed, taken or not wanted any more. */
export type ConfirmationOutcome = "sent" | "skipped" | "deferred" | "failed";

interface Job extends SendConfirmationDeps {
  claim: ConfirmationClaim;
  emailKey: string;
}

async function tryLater({ db, claim, now }: Job, outcome: string): Promise<ConfirmationOutcome> {
  const until = nextTryAt(claim.attempt, claim.createdAt, now());
  if (until) await putOff(db, claim, until, outcome);
  else await closeUnsent(db, claim, outcome, now());
  return until ? "deferred" : "failed";
}

/** Before RCPT a refusal is about us: the person must not pay for it. */
async function record(job: Job, result: SendResult): Promise<ConfirmationOutcome> {
  const { db, claim, tokens, emailKey, now } = job;
  switch (result.kind) {
    case "accepted":
      await recordOutcome(db, claim, result.status);
      return "sent";
    case "unknown":
      await recordOutcome(db, claim, "connection lost after the message");
      return "sent";
    case "withheld":
      await closeUnsent(db, claim, "not wanted any more", now());
      return "skipped";
    case "unreachable":
      return tryLater(job, result.reason);
    case "refused": {
      const isTheirs = result.stage === "rcpt" || result.stage === "data";
      if (!result.permanent || !isTheirs) return tryLater(job, result.status);
      await closeUnsent(db, claim, result.status, now());
      if (result.stage === "rcpt" && isHardBounce(result.status)) {
        await suppress(db, tokens.addressHash(emailKey), "hard bounce", result.status);
      }
      return "failed";
    }
  }
}

async function send(job: Job, recipient: string): Promise<SendResult> {
  const { db, claim, tokens, now } = job;
  const token = tokens.confirmationToken(claim, claim.tokenHash);
  const addressHashes = tokens.addressHashes(job.emailKey);
  const tokenHash = hashToken(token);
  const mail = await job.renderConfirmation({
    confirmationId: claim.id,
    email: recipient,
    confirmUrl: `${job.publicUrl}/confirm/${token}`,
    expiresInHours: LIFETIME_MS / HOUR_MS,
    now: now(),
  });
  return job.mailer.send({
    ...mail,
    envelopeFrom: job.envelopeFrom,
    recipient,
    beforeData: () => letOut(db, claim, { tokenHash, addressHashes }, now()),
  });
}

/** Looks at one confirmation and, if its mail is due and nobody's, sends it. Safe to repeat. */
export async function sendConfirmation(
  deps: SendConfirmationDeps,
  confirmationId: string,
): Promise<ConfirmationOutcome> {
  const { db, tokens, now } = deps;
  const claim = await claimConfirmation(db, confirmationId, now());
  const subscriber = claim && (await findSubscriber(db, claim.subscriberId));
  if (!claim || !subscriber) return "skipped";
  const { email, emailKey, state } = subscriber;
  const isRefused = await refusesConfirmations(db, tokens.addressHashes(emailKey));
  if (isRefused || state === "confirmed") {
    await closeUnsent(db, claim, isRefused ? "suppressed" : "confirmed already", now());
    return "skipped";
  }
  const job = { ...deps, claim, emailKey };
  return record(job, await send(job, email));
}
