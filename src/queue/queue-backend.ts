// BullMQ's two backends behind one shape: PostgreSQL by default, Redis or Valkey where REDIS_URL is
// set. Everything else in the program is the same on both.
import { once } from "node:events";
import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  runMigrations,
  withBackend,
} from "bullmq";
import { Redis } from "ioredis";
import type pg from "pg";
import { createPool } from "../db/connect.ts";
import { QueueUnavailableError } from "../errors.ts";
import type { Log } from "../log.ts";

export interface QueueBackend {
  classes: ReturnType<typeof withBackend<IQueueBackend, never>>;
  /** Passed to every Queue and Worker; BullMQ's own type differs by backend. */
  connection: never;
  /**
   * Waits a moment for the connection: adding a job without one would wait without end.
   * @throws QueueUnavailableError
   */
  ready(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

const SCHEMA = "bullmq";

/** The queue's tables; run on the same session as our own migrations. */
export async function migrateQueue(client: pg.PoolClient): Promise<void> {
  await runMigrations(client, SCHEMA);
}

function bind(factory: unknown) {
  return withBackend(factory as BackendFactory<IQueueBackend, never>);
}

function onPostgres(databaseUrl: string, log: Log): QueueBackend {
  const pool = createPool(databaseUrl, log, 8, `-c search_path=${SCHEMA}`);
  return {
    classes: bind(createPostgresBackend),
    connection: pool as never,
    ready: async () => {},
    ping: async () => void (await pool.query("SELECT 1")),
    close: () => pool.end(),
  };
}

const CONNECT_WAIT_MS = 2_000;

/** All who wait share one wait, so that a burst of requests adds no burst of listeners. */
function readiness(redis: Redis): () => Promise<void> {
  let waiting: Promise<void> | null = null;
  async function wait(): Promise<void> {
    try {
      await once(redis, "ready", { signal: AbortSignal.timeout(CONNECT_WAIT_MS) });
    } catch (cause) {
      throw new QueueUnavailableError("The queue is not connected", { cause });
    } finally {
      waiting = null;
    }
  }
  return async () => {
    if (redis.status === "ready") return;
    waiting ??= wait();
    await waiting;
  };
}

function onRedis(redisUrl: string, log: Log): QueueBackend {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, connectTimeout: 5_000 });
  redis.on("error", (error) => log.warn({ err: error.message }, "queue.connection-lost"));
  return {
    classes: bind(createRedisBackend),
    connection: redis as never,
    ready: readiness(redis),
    ping: async () => {
      if (redis.status !== "ready") throw new Error(`Redis is ${redis.status}`);
      await redis.ping();
    },
    close: async () => redis.disconnect(),
  };
}

export function openQueueBackend(
  settings: { databaseUrl: string; redisUrl: string | null },
  log: Log,
): QueueBackend {
  return settings.redisUrl
    ? onRedis(settings.redisUrl, log)
    : onPostgres(settings.databaseUrl, log);
}
