// One embedded PostgreSQL for the whole run, with a migrated template that every test database is
// copied from, and the Redis server of the machine where there is one.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { createPool } from "../src/db/connect.ts";
import { openEmbeddedPostgres } from "../src/db/embedded-postgres.ts";
import { migrateDatabase } from "../src/db/migrate.ts";
import { createLog } from "../src/log.ts";
import { migrateQueue } from "../src/queue/queue-backend.ts";
import { startRedis } from "./redis-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Server of the template; its path names the template database. */
    templateUrl: string;
    /** null: no redis-server on this machine. */
    redisUrl: string | null;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = createLog("error");
  const dir = mkdtempSync(join(tmpdir(), "paperboy-test-"));
  // Nothing of a test's outlives the run, so nothing waits for the disk.
  const fast = ["fsync = off", "synchronous_commit = off", "full_page_writes = off"];
  const server = await openEmbeddedPostgres(dir, log, [...fast, "max_connections = 300"]);
  const pool = createPool(server.url, log, 2);
  await migrateDatabase(pool, migrateQueue);
  await pool.end();
  const redis = await startRedis();
  project.provide("templateUrl", server.url);
  project.provide("redisUrl", redis?.url ?? null);
  return async () => {
    await redis?.stop();
    await server.close();
    rmSync(dir, { recursive: true, force: true });
    rmSync(server.home, { recursive: true, force: true });
  };
}
