// `paperboy publish`: makes an edition and plans its deliveries; the senders do the rest.
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context.ts";
import { publishAndPlan } from "../deliveries/publish-due-edition.ts";
import { countDeliveries } from "../deliveries/sweep-store.ts";
import { editionToday } from "../editions/edition-schedule.ts";
import { print, withContext } from "./run-command.ts";

const BUSY_WAIT_MS = 500;

/** Where another process is making this very edition, its end is waited for. */
async function publishOnce(ctx: Context, date: string, dueNow: boolean) {
  for (;;) {
    const result = await publishAndPlan(ctx, date, dueNow);
    if (result.outcome.kind !== "busy") return { ...result, outcome: result.outcome };
    await sleep(BUSY_WAIT_MS);
  }
}

export async function publishCommand(options: {
  date?: string;
  now?: boolean;
  json?: boolean;
}): Promise<void> {
  await withContext(async (ctx) => {
    const date = options.date ?? editionToday(ctx.config.edition, ctx.now());
    const { outcome, planned } = await publishOnce(ctx, date, options.now === true);
    const deliveries = await countDeliveries(ctx.db, date);
    const made = outcome.kind === "published";
    const sources = made ? outcome.sources : [];
    const lines = [
      made ? `Edition ${date}: ${outcome.papers} papers.` : `Edition ${date} stands already.`,
      ...sources.flatMap((s) => (s.error ? [`Source ${s.source}: ${s.error}`] : [])),
      `${planned} deliveries planned${options.now ? ", due now" : ""}.`,
    ];
    print({ date, outcome: outcome.kind, planned, deliveries, sources }, options.json, lines);
  });
}
