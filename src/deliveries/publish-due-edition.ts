// Makes the newest due edition and plans its deliveries, as often as asked: after any outage the
// newest is made once, and whoever is missing from the plan is added.
import { type EditionTime, newestDueDate } from "../editions/edition-schedule.ts";
import { findEditionSummary, markPlanned } from "../editions/edition-store.ts";
import {
  type PublishDeps,
  type PublishOutcome,
  publishEdition,
} from "../editions/publish-edition.ts";
import { enqueueDue, type PlanDeps, planDeliveries, planDeliveriesNow } from "./plan-deliveries.ts";

type Deps = PublishDeps & PlanDeps & { config: { edition: EditionTime } };

/**
 * Publishes the edition of a date unless it stands, and plans it.
 * @param dueNow true: due at once for every confirmed reader; false: each at their own hour
 */
export async function publishAndPlan(
  deps: Deps,
  date: string,
  dueNow: boolean,
): Promise<{ outcome: PublishOutcome; planned: number }> {
  const outcome = await publishEdition(deps, date);
  if (outcome.kind === "busy") return { outcome, planned: 0 };
  const planned = dueNow
    ? await planDeliveriesNow(deps, date)
    : await planDeliveries(deps, { date, rankedAt: outcome.rankedAt }, deps.config.edition);
  await markPlanned(deps.db, date, deps.now());
  await enqueueDue(deps);
  return { outcome, planned };
}

/** Does what the clock asks for; null when the newest due edition is made and planned already. */
export async function publishDueEdition(deps: Deps): Promise<PublishOutcome | null> {
  const date = newestDueDate(deps.config.edition, deps.now());
  const known = await findEditionSummary(deps.db, date);
  if (known?.state === "published" && known.plannedAt) return null;
  return (await publishAndPlan(deps, date, false)).outcome;
}
