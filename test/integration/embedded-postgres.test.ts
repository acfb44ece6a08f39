// The embedded server as its users meet it: started at once by several, killed, robbed of its port.
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type EmbeddedPostgres, openEmbeddedPostgres } from "../../src/db/embedded-postgres.ts";
import { createLog } from "../../src/log.ts";

const log = createLog("silent");
const fast = ["fsync = off"];
let dir: string;
let home = "";

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "paperboy-pg-"));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

async function open(): Promise<EmbeddedPostgres> {
  const server = await openEmbeddedPostgres(dir, log, fast);
  home = server.home;
  return server;
}

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end().catch(() => {});
  return rows;
}

const pidFile = () => join(home, "cluster", "postmaster.pid");
const serverPid = () => Number(readFileSync(pidFile(), "utf8").split("\n")[0]);

async function eventually<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

test("several processes that start at once share one server, and the last to leave stops it", async () => {
  const [a, b, c] = await Promise.all([open(), open(), open()]);
  expect(new Set([a.url, b.url, c.url]).size).toBe(1);
  await a.close();
  await b.close();
  expect(await ask(c.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await c.close();
  expect(existsSync(pidFile())).toBe(false);
});

test("what was written is there after a stop and a start", async () => {
  const first = await open();
  await ask(first.url, "CREATE TABLE kept AS SELECT 7 AS value");
  await first.close();
  const second = await open();
  expect(await ask(second.url, "SELECT value FROM kept")).toEqual([{ value: 7 }]);
  await second.close();
});

test("a server that is killed comes back on the same port while we live", async () => {
  const server = await open();
  await ask(server.url, "CREATE TABLE kept AS SELECT 7 AS value");
  process.kill(serverPid(), "SIGKILL");
  const rows = await eventually(() => ask(server.url, "SELECT value FROM kept"));
  expect(rows).toEqual([{ value: 7 }]);
  await server.close();
});

test("a pid file left behind that names a stranger's process does not block the start", async () => {
  const first = await open();
  const pid = serverPid();
  await first.close();
  // As after kill -9 of everything and a reboot: the file stands and its pid is somebody else's.
  const body = `${process.pid}\n${join(home, "cluster")}\n1\n1\n\n127.0.0.1\n\n\n`;
  writeFileSync(pidFile(), body, { mode: 0o600 });
  const cluster = statSync(join(home, "cluster"));
  chownSync(pidFile(), cluster.uid, cluster.gid);
  const second = await open();
  expect(await ask(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(serverPid()).not.toBe(pid);
  await second.close();
});
