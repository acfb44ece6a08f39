// What a benchmark is: a name, and a run that reports figures. All share one embedded PostgreSQL in a
// temporary folder, which is gone when the run is over.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { createPool } from "../../src/db/connect.ts";
import { openEmbeddedPostgres } from "../../src/db/embedded-postgres.ts";
import { migrateDatabase } from "../../src/db/migrate.ts";
import { createLog } from "../../src/log.ts";
import { migrateQueue } from "../../src/queue/queue-backend.ts";

export interface Figure {
  figure: string;
  value: number;
  unit: string;
  /** What it must stay under, where something is promised. */
  limit?: number;
  note?: string;
}

export interface Bench {
  /** Prints a figure as one line of JSON. */
  report(figure: Figure): void;
  /** postgres://… of a migrated database, a copy of `from` (default: an empty one). */
  createDatabase(name: string, from?: string): Promise<string>;
}

export interface Benchmark {
  name: string;
  about: string;
  run(bench: Bench): Promise<void>;
}

export interface BenchServer {
  createDatabase: Bench["createDatabase"];
  close(): Promise<void>;
}

/** For the filling alone; what is measured runs with the settings that Paperboy gives its server. */
const SETTINGS = ["maintenance_work_mem = 128MB", "max_wal_size = 4GB"];

export async function openBenchServer(): Promise<BenchServer> {
  const log = createLog("error");
  const dir = mkdtempSync(join(tmpdir(), "paperboy-bench-"));
  const server = await openEmbeddedPostgres(dir, log, SETTINGS);
  const pool = createPool(server.url, log, 1);
  await migrateDatabase(pool, migrateQueue);
  await pool.end();
  const urlOf = (database: string) => {
    const url = new URL(server.url);
    url.pathname = `/${database}`;
    return url.href;
  };
  return {
    async createDatabase(name, from = "paperboy") {
      const client = new pg.Client({ connectionString: urlOf("postgres") });
      await client.connect();
      try {
        await client.query(`CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY file_copy`);
      } finally {
        await client.end();
      }
      return urlOf(name);
    },
    async close() {
      await server.close();
      rmSync(dir, { recursive: true, force: true });
      rmSync(server.home, { recursive: true, force: true });
    },
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[middle] ?? 0];
  return (low + high) / 2;
}

export const rounded = (value: number, digits = 0) =>
  Math.round(value * 10 ** digits) / 10 ** digits;
