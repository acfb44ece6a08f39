// The state machine of a delivery, and nothing else: what may follow what. No I/O. The store writes
// only what this file allows, and every write after a claim carries the claim's fencing token.
import type { DELIVERY_STATES } from "../db/delivery-tables.ts";

export type DeliveryState = (typeof DELIVERY_STATES)[number];

export type DeliveryEvent =
  /** A worker takes it: a new fencing token and a lease. */
  | "claim"
  /** The first body byte is about to be written. */
  | "begin-data"
  /** The SMTP server said 250 to the whole message. */
  | "accept"
  /** Refused for now, or never reached: nothing was taken by the peer. */
  | "defer"
  /** Refused for good, this reader alone. */
  | "refuse"
  /** The connection was lost after the message's end: nobody can know. */
  | "lose"
  /** The lease ran out: its worker is dead or too slow. */
  | "lease-over"
  | "suppress"
  | "unsubscribe"
  /** Nothing in the edition is new to this reader. */
  | "find-nothing"
  /** Older than DELIVERY_MAX_AGE. */
  | "grow-old"
  /** An operator's decision about an `unknown`. */
  | "resend";

const TRANSITIONS: Readonly<
  Record<DeliveryState, Partial<Readonly<Record<DeliveryEvent, DeliveryState>>>>
> = {
  pending: {
    claim: "claimed",
    "grow-old": "expired",
    unsubscribe: "cancelled",
    suppress: "suppressed",
  },
  claimed: {
    "begin-data": "in_data",
    defer: "deferred",
    refuse: "failed",
    "lease-over": "deferred",
    unsubscribe: "cancelled",
    suppress: "suppressed",
    "find-nothing": "cancelled",
    "grow-old": "expired",
  },
  in_data: {
    accept: "sent",
    defer: "deferred",
    refuse: "failed",
    lose: "unknown",
    "lease-over": "unknown",
  },
  deferred: {
    claim: "claimed",
    "grow-old": "expired",
    unsubscribe: "cancelled",
    suppress: "suppressed",
  },
  unknown: { resend: "pending" },
  sent: {},
  failed: {},
  suppressed: {},
  expired: {},
  cancelled: {},
};

/** The state after an event, or null where the event means nothing: the row stays as it is. */
export function nextState(state: DeliveryState, event: DeliveryEvent): DeliveryState | null {
  return TRANSITIONS[state][event] ?? null;
}

/** The states from which an event leads to `to`: the WHERE of the store's update. */
export function statesBefore(event: DeliveryEvent, to: DeliveryState): DeliveryState[] {
  const states = Object.keys(TRANSITIONS) as DeliveryState[];
  return states.filter((state) => TRANSITIONS[state][event] === to);
}

/** True when nothing but an operator moves it any more. */
export function isSettled(state: DeliveryState): boolean {
  return Object.keys(TRANSITIONS[state]).every((event) => event === "resend");
}

/** DELIVERY_MAX_AGE: yesterday's news is not sent at tomorrow's breakfast. */
export const MAX_AGE_HOURS = 12;
/** For choosing papers, rendering, and an envelope that a slow peer may take five minutes to answer. */
export const CLAIM_LEASE_SECONDS = 360;
/** The final dot may be answered after ten minutes (RFC 5321 §4.5.3.2.6), and a little more. */
export const DATA_LEASE_SECONDS = 660;

const RETRY_MINUTES = [5, 15, 30, 60, 120, 240];

/**
 * Minutes until the next try after `attempt` tries: first 5 to 15, then growing (RFC 5321 §4.5.4.1),
 * spread by up to that much again by the delivery's id so that one outage's victims do not all
 * come back in the same second.
 */
export function retryAfterMinutes(attempt: number, deliveryId: string): number {
  const step = RETRY_MINUTES[Math.min(attempt, RETRY_MINUTES.length) - 1] ?? 5;
  const spread = Number.parseInt(deliveryId.slice(0, 4), 16) / 0xffff;
  return step + spread * Math.min(step, 10);
}
