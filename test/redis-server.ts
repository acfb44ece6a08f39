// A Redis server of our own for a run, on a free port, in memory. Where none is installed the run
// says so loudly; in CI that is a failure.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";

export interface RedisServer {
  url: string;
  stop(): Promise<void>;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function sayLeftOut(): null {
  if (process.env.CI) throw new Error("redis-server is not installed: .ci/run must install it");
  process.stderr.write(
    "\n*** redis-server is not installed: the tests of the Redis queue are LEFT OUT ***\n\n",
  );
  return null;
}

/** @param args further options, e.g. ["--appendonly", "yes", "--dir", dir] */
export async function startRedis(
  args: string[] = ["--save", "", "--appendonly", "no"],
  port?: number,
): Promise<RedisServer | null> {
  const chosen = port ?? (await freePort());
  const child = spawn("redis-server", ["--port", String(chosen), "--bind", "127.0.0.1", ...args], {
    stdio: "ignore",
  });
  const failed = new Promise<boolean>((resolve) => child.once("error", () => resolve(true)));
  if (await Promise.race([failed, sleep(100, false)])) return sayLeftOut();
  const url = `redis://127.0.0.1:${chosen}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on("error", () => {});
  await client.ping();
  client.disconnect();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
