// A context on a fresh database for a suite: everything real but the clock and the outer world.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { loadConfig } from "../src/config.ts";
import { type Context, type Overrides, openContext } from "../src/context.ts";
import { createLog } from "../src/log.ts";
import { createTestDatabase } from "./test-database.ts";

export const TEST_SECRET = "a-secret-for-tests-only-0123456789";

/** Whether the run has a Redis to test that backend on. */
export function redisUrl(): string | null {
  return inject("redisUrl");
}

/**
 * Opens a context whose `close` also drops its database.
 * @param env settings over the tests' defaults, e.g. { REDIS_URL: … }
 */
export async function createTestContext(
  env: Record<string, string> = {},
  overrides: Overrides = {},
): Promise<Context> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "paperboy-data-"));
  const config = loadConfig({
    DATABASE_URL: database.url,
    SECRET_KEY: TEST_SECRET,
    DATA_DIR: dataDir,
    SOURCES: "seeds",
    ...env,
  });
  const ctx = await openContext(config, { log: createLog("silent"), ...overrides });
  return {
    ...ctx,
    async close() {
      await ctx.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
