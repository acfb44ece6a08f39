// Brings a database to this program's schema, ours and the queue's, safely from several processes
// at once; refuses a database that a newer Paperboy has migrated.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type pg from "pg";
import { z } from "zod";
import { DatabaseVersionError } from "../errors.ts";

const FOLDER = fileURLToPath(new URL("../../migrations", import.meta.url));
const MIGRATIONS_LOCK = 7_270_202;
const OLDEST_POSTGRES = 15;
const JOURNAL = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) });

function newestKnown(): number {
  const journal = JOURNAL.parse(JSON.parse(readFileSync(`${FOLDER}/meta/_journal.json`, "utf8")));
  return Math.max(...journal.entries.map((entry) => entry.when));
}

async function assertServer(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query("SHOW server_version_num");
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (major < OLDEST_POSTGRES) {
    throw new DatabaseVersionError(
      `The database server is PostgreSQL ${major}. Paperboy needs ${OLDEST_POSTGRES} or later: upgrade it, or point DATABASE_URL at another.`,
    );
  }
}

async function assertNotNewer(client: pg.PoolClient): Promise<void> {
  const table = await client.query("SELECT to_regclass('drizzle.__drizzle_migrations') AS found");
  if (!table.rows[0]?.found) return;
  const { rows } = await client.query(
    "SELECT max(created_at)::float8 AS newest FROM drizzle.__drizzle_migrations",
  );
  if (Number(rows[0]?.newest ?? 0) > newestKnown()) {
    throw new DatabaseVersionError(
      "The database was migrated by a newer Paperboy. Start that version or a later one; nothing was changed.",
    );
  }
}

/**
 * Applies what is missing under an advisory lock.
 * @param alsoOnSameSession further migrations for the same connection, e.g. the queue's
 * @throws DatabaseVersionError for a server too old or a schema too new
 */
export async function migrateDatabase(
  pool: pg.Pool,
  alsoOnSameSession: (client: pg.PoolClient) => Promise<void> = async () => {},
): Promise<void> {
  const client = await pool.connect();
  try {
    await assertServer(client);
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATIONS_LOCK]);
    await assertNotNewer(client);
    // NOTICEs such as "schema already exists" are of no use to anyone.
    await client.query("SET client_min_messages = warning");
    await migrate(drizzle(client), { migrationsFolder: FOLDER });
    await alsoOnSameSession(client);
  } finally {
    // Closing the session, not returning it, gives the lock back whatever happened.
    client.release(true);
  }
}
