// The rules of a double opt-in, without I/O: when another mail may go to an address, what a link is
// worth today, and when a mail that did not get through is tried again.
import type { confirmations } from "../db/subscription-tables.ts";
import type { SubscriberState } from "./subscriber.ts";

export type Confirmation = typeof confirmations.$inferSelect;

export const HOUR_MS = 3_600_000;
/** A link lives so long from the moment its mail left, and an unsent mail is tried so long. */
export const LIFETIME_MS = 48 * HOUR_MS;

/** What one address has had of us so far. */
export interface Tally {
  /** A mail that still waits to be sent; null: none. */
  waitingId: string | null;
  lastHour: number;
  lastDay: number;
  /** Sent since the address was last unsubscribed. */
  ever: number;
}

export const CAPS = { lastHour: 1, lastDay: 3, ever: 3 } as const;

/** One an hour, three a day, three while nobody confirms; none while one still waits to leave. */
export function mayAskAgain(tally: Tally): boolean {
  return (
    tally.waitingId === null &&
    tally.lastHour < CAPS.lastHour &&
    tally.lastDay < CAPS.lastDay &&
    tally.ever < CAPS.ever
  );
}

/**
 * What a link that we did mail is worth now. Someone confirmed needs no link, so every one of theirs
 * says so; for everyone else a used or closed link is over, above all after an unsubscription.
 */
export function judgeLink(
  link: Pick<Confirmation, "usedAt" | "closedAt" | "expiresAt">,
  state: SubscriberState,
  now: Date,
): "open" | "confirmed" | "expired" {
  if (state === "confirmed") return "confirmed";
  const isOver = link.usedAt !== null || link.closedAt !== null || link.expiresAt <= now;
  return isOver ? "expired" : "open";
}

const RETRY_MINUTES = [5, 15, 30, 60];

/** When to try again after `attempt` tries (RFC 5321 §4.5.4.1), or null when it is given up. */
export function nextTryAt(attempt: number, createdAt: Date, now: Date): Date | null {
  const minutes = RETRY_MINUTES[Math.min(attempt, RETRY_MINUTES.length) - 1] ?? 5;
  const next = new Date(now.getTime() + minutes * 60_000);
  return next.getTime() < createdAt.getTime() + LIFETIME_MS ? next : null;
}
