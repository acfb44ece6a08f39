// The queue as the product uses it, on both of its backends: hints fold, failures do not block a
// later hint, ticks come back, and a payload that is not ours goes nowhere.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Context } from "../../src/context.ts";
import { type Handlers, type RunningWorker, startWorker } from "../../src/queue/start-worker.ts";
import { createTestContext, redisUrl } from "../test-context.ts";

const WAIT = { timeout: 15_000, interval: 20 };
const backends = redisUrl() ? ["PostgreSQL", "Redis"] : ["PostgreSQL"];

describe.each(backends)("on %s", (backend) => {
  let ctx: Context;
  let workers: RunningWorker[] = [];

  beforeEach(async () => {
    ctx = await createTestContext(backend === "Redis" ? { REDIS_URL: `${redisUrl()}/5` } : {});
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    workers = [];
    await ctx.close();
  });

  function work(handlers: Partial<Handlers>, concurrency = 4): RunningWorker {
    const all = {
      "deliver-digest": async () => {},
      "send-confirmation": async () => {},
      ...handlers,
    };
    const worker = startWorker(ctx.queueBackend, "mail", all, { concurrency, log: ctx.log });
    workers.push(worker);
    return worker;
  }

  test("one row hinted at ten times while it waits is looked at once", async () => {
    const id = randomUUID();
    for (let i = 0; i < 10; i++) await ctx.queues.enqueue("deliver-digest", [id]);
    const seen: string[] = [];
    const last = randomUUID();
    await ctx.queues.enqueue("deliver-digest", [last]);
    work({ "deliver-digest": async ({ deliveryId }) => void seen.push(deliveryId) }, 1);
    await vi.waitFor(() => expect(seen).toContain(last), WAIT);
    expect(seen).toEqual([id, last]);
  });

  test("a row can be hinted at again after its job, failed or done", async () => {
    const id = randomUUID();
    let calls = 0;
    work({
      "deliver-digest": async () => {
        calls++;
        if (calls === 1) throw new Error("first try fails");
      },
    });
    for (const expected of [1, 2, 3]) {
      await vi.waitFor(async () => {
        await ctx.queues.enqueue("deliver-digest", [id]);
        expect(calls).toBeGreaterThanOrEqual(expected);
      }, WAIT);
    }
  });

  test("a thousand hints reach two workers, each once", async () => {
    const ids = Array.from({ length: 1000 }, () => randomUUID());
    const seen: string[] = [];
    const handlers = {
      "deliver-digest": async (p: { deliveryId: string }) => void seen.push(p.deliveryId),
    };
    work(handlers);
    work(handlers);
    await ctx.queues.enqueue("deliver-digest", ids);
    await vi.waitFor(() => expect(seen.length).toBe(1000), WAIT);
    expect(new Set(seen)).toEqual(new Set(ids));
  });

  test("closing a worker waits for the job under way and takes no other", async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const events: string[] = [];
    const worker = work(
      {
        "deliver-digest": async ({ deliveryId }) => {
          events.push(`begun ${deliveryId}`);
          await new Promise((resolve) => setTimeout(resolve, 300));
          events.push(`done ${deliveryId}`);
        },
      },
      1,
    );
    await ctx.queues.enqueue("deliver-digest", [first, second]);
    await vi.waitFor(() => expect(events.length).toBe(1), WAIT);
    await worker.close();
    expect(events).toEqual([`begun ${first}`, `done ${first}`]);
  });

  test("ticks keep coming, and asking for them again adds none", async () => {
    let ticks = 0;
    const handlers = {
      "publish-edition": async () => {},
      "sweep-deliveries": async () => void ticks++,
    };
    const { queueBackend, log } = ctx;
    workers.push(startWorker(queueBackend, "schedule", handlers, { concurrency: 1, log }));
    await ctx.queues.tick("sweep-deliveries", 300);
    await ctx.queues.tick("sweep-deliveries", 300);
    await vi.waitFor(() => expect(ticks).toBeGreaterThanOrEqual(3), WAIT);
  });

  test("a queue whose jobs have no handler does not start", () => {
    expect(() =>
      startWorker(ctx.queueBackend, "mail", {}, { concurrency: 1, log: ctx.log }),
    ).toThrow("No handler for deliver-digest, send-confirmation");
  });
});
