// The scheduler role: asks PostgreSQL again and again what is due. The queue's jobs are only ticks,
// and a clock of our own ticks where the queue has lost them.
import type { Context } from "../src/context.ts";
import { publishDueEdition } from "../src/deliveries/publish-due-edition.ts";
import { sweepDeliveries } from "../src/deliveries/sweep-deliveries.ts";
import { messageOf } from "../src/errors.ts";
import { collectPapers } from "../src/papers/collect-papers.ts";
import type { Stop } from "../src/program.ts";
import type { TickName } from "../src/queue/jobs.ts";
import { startWorker } from "../src/queue/start-worker.ts";

const TICK_MS = 30_000;
/** One tick of the queue may be late before we tick ourselves: well inside the promised 60 s. */
const OVERDUE_MS = 45_000;
const WATCH_MS = 5_000;
const TICKS: readonly TickName[] = ["publish-edition", "sweep-deliveries"];

/** Seeds are there before anything is asked of the network, so that pages have papers at once. */
async function loadSeeds(ctx: Context): Promise<void> {
  const seeds = ctx.sources.filter((source) => source.name === "seeds");
  if (seeds.length === 0) return;
  try {
    await collectPapers({ ...ctx, sources: seeds, now: ctx.now() });
  } catch (error) {
    ctx.log.error({ err: messageOf(error) }, "seeds.failed");
  }
}

/** Runs each kind of work one at a time: a tick that comes meanwhile has nothing to add. */
function createRunner(ctx: Context) {
  const work: Record<TickName, () => Promise<unknown>> = {
    "publish-edition": () => publishDueEdition(ctx),
    "sweep-deliveries": () => sweepDeliveries(ctx),
  };
  const lastRun = new Map<TickName, number>();
  const running = new Map<TickName, Promise<void>>();

  async function runOnce(name: TickName): Promise<void> {
    lastRun.set(name, performance.now());
    try {
      await work[name]();
    } catch (error) {
      ctx.log.error({ err: messageOf(error), job: name }, "tick.failed");
    }
  }
  return {
    run(name: TickName): Promise<void> {
      const current = running.get(name);
      if (current) return current;
      const next = runOnce(name).finally(() => running.delete(name));
      running.set(name, next);
      return next;
    },
    isOverdue: (name: TickName) =>
      performance.now() - (lastRun.get(name) ?? Number.NEGATIVE_INFINITY) > OVERDUE_MS,
    finish: async () => void (await Promise.all(running.values())),
  };
}

export function startScheduler(ctx: Context): Stop {
  const { log, queues, queueBackend } = ctx;
  const runner = createRunner(ctx);
  const handlers = {
    "publish-edition": () => runner.run("publish-edition"),
    "sweep-deliveries": () => runner.run("sweep-deliveries"),
  };
  const worker = startWorker(queueBackend, "schedule", handlers, { concurrency: 2, log });

  /** Where no tick came lately, the work is done all the same and the ticks are asked for anew. */
  async function watch(name: TickName): Promise<void> {
    if (!runner.isOverdue(name)) return;
    const work = runner.run(name);
    try {
      await queues.tick(name, TICK_MS);
    } catch (error) {
      log.warn({ err: messageOf(error), job: name }, "tick.not-scheduled");
    }
    await work;
  }
  const watchAll = () => Promise.all(TICKS.map(watch));
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const begun = loadSeeds(ctx).then(() => {
    if (stopped) return;
    timer = setInterval(watchAll, WATCH_MS);
    return watchAll();
  });
  return async () => {
    stopped = true;
    clearInterval(timer);
    await begun;
    await worker.close();
    await runner.finish();
  };
}
