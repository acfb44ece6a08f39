// Connections to PostgreSQL: one pool a process, and the type by which stores take a database or a
// transaction alike.

import { setTimeout as sleep } from "node:timers/promises";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import { drizzle, type NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";
import pg from "pg";
import { DatabaseUnavailableError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { schema } from "./schema.ts";

/** A database or an open transaction on it: stores take either. */
export type Db = PgDatabase<
  NodePgQueryResultHKT,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>;

export interface Database {
  db: Db;
  pool: pg.Pool;
}

/** Opens a pool; connections are made when first used. `options` go to the server, e.g. `-c …`. */
export function createPool(url: string, log: Log, max: number, options?: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: "paperboy",
    ...(options === undefined ? {} : { options }),
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on("error", (error) => log.warn({ err: error.message }, "database.connection-lost"));
  return pool;
}

export function openDatabase(url: string, log: Log, max = 10): Database {
  const pool = createPool(url, log, max);
  return { pool, db: drizzle(pool, { schema, casing: "snake_case" }) as unknown as Db };
}

const WAIT_MS = 30_000;

/**
 * Waits until the server takes connections: under Docker both start at once.
 * @throws DatabaseUnavailableError after 30 s, or at once for a wrong password or database
 */
export async function waitForDatabase(pool: pg.Pool, log: Log): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    try {
      await pool.query("SELECT 1");
      return;
    } catch (error) {
      const code = (error as { code?: string }).code ?? "";
      // 28…: refused for who we are; 3D000: no such database. Waiting mends neither.
      const isFinal = code.startsWith("28") || code === "3D000";
      if (isFinal || performance.now() > deadline) {
        throw new DatabaseUnavailableError(
          `The database cannot be reached: ${messageOf(error) || code}. Check DATABASE_URL and that its server runs.`,
          { cause: error },
        );
      }
      log.warn({ err: messageOf(error) || code }, "database.waiting");
      await sleep(1_000);
    }
  }
}
