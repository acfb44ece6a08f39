// `subscribe`: whether a stopwatch can tell which addresses we know. The five kinds are asked for in
// turn, so that whatever else the machine does falls on all of them alike.
import { performance } from "node:perf_hooks";
import { openDatabase } from "../../src/db/connect.ts";
import { createLog } from "../../src/log.ts";
import { subscribe } from "../../src/subscriptions/subscribe.ts";
import { createTokens } from "../../src/subscriptions/token.ts";
import { type Bench, type Benchmark, median, rounded } from "./bench.ts";

const ROUNDS = 60;
const KINDS = ["new", "unconfirmed", "confirmed", "unsubscribed", "suppressed"] as const;

async function run({ createDatabase, report }: Bench): Promise<void> {
  const { db, pool } = openDatabase(await createDatabase("subscribe"), createLog("silent"), 2);
  const tokens = createTokens(["a-secret-for-benchmarks-only-012345"]);
  const deps = {
    db,
    tokens,
    queues: { enqueue: async () => {}, hint: () => {} },
    now: () => new Date(),
  };
  const addressOf = (kind: string, round: number) => `${kind}-${round}@example.org`;
  const ask = (email: string) => subscribe(deps, { email, channel: "api" });
  const times = new Map<string, number[]>(KINDS.map((kind) => [kind, []]));
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of KINDS.slice(1)) await ask(addressOf(kind, round));
    }
    const at = "confirmed_at = now()";
    await pool.query(
      `UPDATE subscribers SET state = 'confirmed', ${at} WHERE email LIKE 'confirmed-%'`,
    );
    await pool.query(
      `UPDATE subscribers SET state = 'unsubscribed', ${at}, unsubscribed_at = now() WHERE email LIKE 'unsubscribed-%'`,
    );
    for (let round = 0; round < ROUNDS; round++) {
      const hash = tokens.addressHash(addressOf("suppressed", round));
      await pool.query("INSERT INTO suppressions (address_hash, reason) VALUES ($1, 'bench')", [
        hash,
      ]);
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of KINDS) {
        const start = performance.now();
        await ask(addressOf(kind, round));
        times.get(kind)?.push(performance.now() - start);
      }
    }
  } finally {
    await pool.end();
  }
  const medians = KINDS.map((kind) => median(times.get(kind) ?? []));
  KINDS.forEach((kind, at) => {
    report({ figure: `${kind} address`, value: rounded(medians[at] ?? 0, 2), unit: "ms" });
  });
  const spread = Math.max(...medians) - Math.min(...medians);
  report({ figure: "between the medians", value: rounded(spread, 2), unit: "ms", limit: 10 });
}

export const subscribeBenchmark: Benchmark = {
  name: "subscribe",
  about: "asking to subscribe with an address of each of five kinds",
  run,
};
