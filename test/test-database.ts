// A fresh database for a suite, copied from the migrated template of the run.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase } from "../src/db/connect.ts";
import { createLog } from "../src/log.ts";

export interface TestDatabase extends Database {
  /** postgres://… of this database alone. */
  url: string;
  drop(): Promise<void>;
}

async function onServer(sql: string): Promise<void> {
  const url = new URL(inject("templateUrl"));
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Two suites copying at once would each see the template in use: they take turns. */
async function copyTemplate(name: string): Promise<void> {
  const template = new URL(inject("templateUrl")).pathname.slice(1);
  for (let attempt = 0; ; attempt++) {
    try {
      return await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    } catch (error) {
      const isBusy = (error as { code?: string }).code === "55006";
      if (!isBusy || attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await copyTemplate(name);
  const url = new URL(inject("templateUrl"));
  url.pathname = `/${name}`;
  const database = openDatabase(url.href, createLog("silent"));
  return {
    ...database,
    url: url.href,
    async drop() {
      await database.pool.end();
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
