// Plans who gets an edition and when. Idempotent: planning again adds only who is missing.
import type { Db } from "../db/connect.ts";
import { type EditionTime, editionDueAt } from "../editions/edition-schedule.ts";
import { getLatestEdition } from "../editions/edition-store.ts";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Queues } from "../queue/jobs.ts";
import { insertDeliveries, insertDeliveriesNow, insertDeliveryNow } from "./plan-store.ts";
import { listDueDeliveries } from "./sweep-store.ts";

export interface PlanDeps {
  db: Db;
  log: Log;
  queues: Queues;
}

/** How many hints the queue holds at the most from one sweep; the next one refills it. */
export const LOOK_AHEAD = 5_000;

/** Hints at everything due. Without a queue nothing is lost: the sweeper asks again. */
export async function enqueueDue({ db, log, queues }: PlanDeps): Promise<number> {
  const due = await listDueDeliveries(db, LOOK_AHEAD);
  if (due.length === 0) return 0;
  try {
    await queues.enqueue("deliver-digest", due);
  } catch (error) {
    log.warn({ err: messageOf(error), due: due.length }, "deliveries.enqueue-failed");
  }
  return due.length;
}

/**
 * Plans a published edition for everyone who was confirmed when it was made, each at their own hour.
 * @returns how many deliveries are new
 */
export async function planDeliveries(
  deps: PlanDeps,
  edition: { date: string; rankedAt: Date },
  time: EditionTime,
): Promise<number> {
  const dueAt = editionDueAt(edition.date, time);
  const base = dueAt > edition.rankedAt ? dueAt : edition.rankedAt;
  const planned = await insertDeliveries(deps.db, {
    date: edition.date,
    base,
    confirmedBefore: base,
    timezone: time.timezone,
  });
  if (planned > 0) deps.log.info({ date: edition.date, planned }, "deliveries.planned");
  return planned;
}

/** Makes an edition due at once for every confirmed reader who has not had it. */
export async function planDeliveriesNow(deps: PlanDeps, date: string): Promise<number> {
  const planned = await insertDeliveriesNow(deps.db, date);
  deps.log.info({ date, planned, now: true }, "deliveries.planned");
  await enqueueDue(deps);
  return planned;
}

/**
 * Gives a new reader the newest edition at once.
 * @returns its date, or null when there is none or they have it already
 */
export async function planFirstDigest(
  { db, queues }: Pick<PlanDeps, "db" | "queues">,
  subscriberId: string,
): Promise<string | null> {
  const latest = await getLatestEdition(db, { limit: 1 });
  if (!latest || latest.papers.length === 0) return null;
  const deliveryId = await insertDeliveryNow(db, subscriberId, latest.date);
  if (!deliveryId) return null;
  queues.hint("deliver-digest", deliveryId);
  return latest.date;
}
