// GET /readyz: can this process do its work? Database, queue and mail are asked, at most every two
// seconds whoever asks how often; the reasons go to the log, the answer names only what failed.
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Context } from "../context.ts";
import { messageOf } from "../errors.ts";

const FRESH_MS = 2_000;
const PATIENCE_MS = 2_500;

type Checks = Record<"database" | "queue" | "mail", boolean>;
type Deps = Pick<Context, "pool" | "queueBackend" | "mailer" | "log">;

async function passes(name: keyof Checks, work: () => Promise<unknown>, log: Deps["log"]) {
  const stop = new AbortController();
  const late = sleep(PATIENCE_MS, "no answer in time", { signal: stop.signal }).catch(() => null);
  try {
    const fault = await Promise.race([work().then((reason) => reason ?? null), late]);
    if (fault !== null) log.warn({ check: name, err: String(fault) }, "readiness.failed");
    return fault === null;
  } catch (error) {
    log.warn({ check: name, err: messageOf(error) }, "readiness.failed");
    return false;
  } finally {
    stop.abort();
  }
}

async function check({ pool, queueBackend, mailer, log }: Deps): Promise<Checks> {
  const [database, queue, mail] = await Promise.all([
    passes("database", () => pool.query("SELECT 1").then(() => null), log),
    passes("queue", () => queueBackend.ping(), log),
    passes("mail", () => mailer.check(), log),
  ]);
  return { database, queue, mail };
}

export function addReadinessRoute(app: FastifyInstance, deps: Deps): void {
  let last: { at: number; checks: Promise<Checks> } | null = null;
  app.get("/readyz", async (_request, reply) => {
    const at = performance.now();
    if (!last || at - last.at > FRESH_MS) last = { at, checks: check(deps) };
    const checks = await last.checks;
    const isReady = Object.values(checks).every(Boolean);
    return reply
      .code(isReady ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: isReady ? "ready" : "not ready", checks });
  });
}
