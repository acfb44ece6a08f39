// The sweeper: whatever the queue lost, a crash left behind or the clock has passed is put right from
// the rows alone. Harmless at any time, from any number of processes.

import { messageOf } from "../errors.ts";
import { listDueConfirmations } from "../subscriptions/confirmation-store.ts";
import { enqueueDue, LOOK_AHEAD, type PlanDeps } from "./plan-deliveries.ts";
import { expireDeliveries, releaseLeases } from "./sweep-store.ts";

export interface Swept {
  expired: number;
  deferred: number;
  unknown: number;
  due: number;
  confirmations: number;
}

async function enqueueConfirmations({ db, log, queues }: PlanDeps, now: Date): Promise<number> {
  const ids = await listDueConfirmations(db, now, LOOK_AHEAD);
  if (ids.length === 0) return 0;
  try {
    await queues.enqueue("send-confirmation", ids);
  } catch (error) {
    log.warn({ err: messageOf(error), due: ids.length }, "confirmations.enqueue-failed");
  }
  return ids.length;
}

export async function sweepDeliveries(deps: PlanDeps & { now: () => Date }): Promise<Swept> {
  const { db, log } = deps;
  const expired = await expireDeliveries(db);
  const released = await releaseLeases(db);
  const due = await enqueueDue(deps);
  const confirmations = await enqueueConfirmations(deps, deps.now());
  const swept = { expired, ...released, due, confirmations };
  if (Object.values(swept).some((count) => count > 0)) log.info(swept, "deliveries.swept");
  if (released.unknown > 0) log.error({ unknown: released.unknown }, "deliveries.unknown");
  return swept;
}
