// The embedded PostgreSQL server: made once, started or adopted, shared by every process on the same
// DATA_DIR, stopped by the last one to leave. Whoever uses it holds a shared advisory lock on it, so
// that PostgreSQL itself counts the users, kill -9 included.
import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import {
  appendFileSync,
  chownSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { EmbeddedPostgresError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { type Installation, prepareInstallation } from "./embedded-binaries.ts";

export interface EmbeddedPostgres {
  /** postgres://… of the database `paperboy`; it holds the password: never log it. */
  url: string;
  /** Folder of the cluster and of the server's log. */
  home: string;
  /** Leaves the server; the last user stops it. */
  close(): Promise<void>;
}

const USER = "paperboy";
/** Advisory lock in database `postgres`: shared by users, exclusive for the one who stops. */
const USERS_LOCK = 7_270_201;
const START_TIMEOUT_MS = 60_000;
/** Above pid_max of every Linux: names no process. */
const NO_PID = "4194305";
const SETTINGS = [
  "listen_addresses = '127.0.0.1'",
  "unix_socket_directories = ''",
  "max_connections = 80",
  "shared_buffers = 128MB",
  "jit = off",
  "max_wal_senders = 0",
  "wal_level = minimal",
  // Fewer processes: one small database needs no readers beside the backends.
  "io_method = sync",
  "max_logical_replication_workers = 0",
  "timezone = 'UTC'",
  "log_timezone = 'UTC'",
];

/** Runs one of PostgreSQL's programs to its `exit` (pg_ctl's child keeps `close` from coming). */
function run(at: Installation, program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const quiet = program === "pg_ctl";
    const child = spawn(join(at.bin, program), args, {
      cwd: at.home,
      stdio: ["ignore", "ignore", quiet ? "ignore" : "pipe"],
      ...(at.account ?? {}),
    });
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said = `${said}${chunk}`.slice(-2000);
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new EmbeddedPostgresError(`${program} ended with code ${code}. ${said.trim()}`));
    });
  });
}

/** Makes the cluster under another name and renames it, so that it is whole or absent. */
async function makeCluster(at: Installation, settings: readonly string[]): Promise<string> {
  const data = join(at.home, "cluster");
  if (existsSync(join(data, "PG_VERSION"))) return data;
  const draft = join(at.home, `draft-${randomUUID()}`);
  const passwordFile = join(at.home, `password-${randomUUID()}`);
  writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  if (at.account) chownSync(passwordFile, at.account.uid, at.account.gid);
  try {
    const auth = ["-U", USER, "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
    await run(at, "initdb", ["-D", draft, ...auth, "--locale=C", "-E", "UTF8"]);
    appendFileSync(join(draft, "postgresql.conf"), `\n${[...SETTINGS, ...settings].join("\n")}\n`);
    renameSync(passwordFile, join(draft, "paperboy-password"));
    renameSync(draft, data);
  } catch (error) {
    // Another process won the race: its cluster is as good as ours.
    if (!existsSync(join(data, "PG_VERSION"))) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
  return data;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Pid and port in postmaster.pid (lines 1 and 4), or null when no server says it is there. */
function readPidFile(data: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port } : null;
  } catch {
    return null;
  }
}

/** A dead server's pid may belong to a zombie or to a stranger by now: then it must not block us. */
function forgetStrangersPid(data: string): void {
  const claim = readPidFile(data);
  if (!claim || !existsSync("/proc/self/stat")) return;
  const proc = `/proc/${claim.pid}`;
  if (!existsSync(proc)) return;
  const isZombie = /^State:\s+Z/m.test(readFileSync(join(proc, "status"), "utf8"));
  const isServer = readFileSync(join(proc, "cmdline"), "utf8").includes(data);
  if (isServer && !isZombie) return;
  const file = join(data, "postmaster.pid");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, NO_PID));
}

function urlOf(data: string, port: number, database: string): string {
  const password = readFileSync(join(data, "paperboy-password"), "utf8");
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Connects and takes a share in the server; null when it is not there or is about to stop. */
async function joinServer(data: string): Promise<pg.Client | null> {
  const claim = readPidFile(data);
  if (!claim) return null;
  const client = new pg.Client({
    connectionString: urlOf(data, claim.port, "postgres"),
    connectionTimeoutMillis: 5_000,
    application_name: "paperboy-embedded",
    keepAlive: true,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("SELECT pg_try_advisory_lock_shared($1) AS joined", [
      USERS_LOCK,
    ]);
    if (rows[0]?.joined) return client;
  } catch {
    // Not up yet, or another server on that port: the caller starts ours or looks again.
  }
  await client.end().catch(() => {});
  return null;
}

async function startOrJoin(at: Installation, data: string, port?: number): Promise<pg.Client> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  let failure: unknown = null;
  while (performance.now() < deadline) {
    const client = await joinServer(data);
    if (client) return client;
    forgetStrangersPid(data);
    const options = `-p ${port ?? (await freePort())}`;
    const args = ["start", "-D", data, "-w", "-t", "20", "-o", options];
    failure = await run(at, "pg_ctl", [...args, "-l", join(at.home, "server.log")]).catch((e) => e);
    if (failure) await sleep(200);
  }
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL did not start: ${messageOf(failure)}. Its log is ${join(at.home, "server.log")}; a full disk is the usual reason.`,
  );
}

async function leave(at: Installation, data: string, client: pg.Client): Promise<void> {
  try {
    await client.query("SELECT pg_advisory_unlock_shared($1)", [USERS_LOCK]);
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS last", [USERS_LOCK]);
    if (rows[0]?.last)
      await run(at, "pg_ctl", ["stop", "-D", data, "-m", "fast", "-w", "-t", "30"]);
  } catch {
    // The server is gone already: nothing is left to stop.
  }
  await client.end().catch(() => {});
}

async function createDatabase(client: pg.Client): Promise<void> {
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [USER]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${USER}`);
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code !== "42P04" && code !== "23505") throw error; // made by another process just now
  }
}

/**
 * Opens the server of a data folder: makes, starts or adopts it, and brings it back on the same port
 * should it die while we live.
 * @throws DataDirError, EmbeddedPostgresError
 */
export async function openEmbeddedPostgres(
  dataDir: string,
  log: Log,
  settings: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  const at = prepareInstallation(dataDir);
  const data = await makeCluster(at, settings);
  let share = await startOrJoin(at, data);
  await createDatabase(share);
  const port = readPidFile(data)?.port ?? 0;
  let closing = false;
  const watch = (client: pg.Client) => client.once("end", () => void revive());
  async function revive(): Promise<void> {
    while (!closing) {
      log.warn({}, "embedded-postgres.lost");
      try {
        share = await startOrJoin(at, data, port);
        watch(share);
        log.info({}, "embedded-postgres.recovered");
        return;
      } catch (error) {
        log.error({ err: messageOf(error) }, "embedded-postgres.failed");
      }
    }
  }
  watch(share);
  return {
    url: urlOf(data, port, USER),
    home: at.home,
    async close() {
      closing = true;
      await leave(at, data, share);
    },
  };
}
