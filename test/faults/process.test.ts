// The whole process as it is treated on real machines: killed, interrupted, abandoned by npm, robbed
// of its port, given a folder that it cannot write.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Home, makeHome, runCommand, startProgram } from "../paperboy-process.ts";

const PROGRAM = "workers/all-roles.ts";
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
let home: Home;

beforeEach(async () => {
  home = await makeHome();
});
afterEach(() => home.remove());

function clusterOf(): string {
  const pointer = join(home.dataDir, "postgres-home");
  const at = existsSync(pointer) ? readFileSync(pointer, "utf8") : join(home.dataDir, "postgres");
  return join(at, "cluster");
}
const serverRuns = () => existsSync(join(clusterOf(), "postmaster.pid"));

async function editionIsOut(): Promise<void> {
  await vi.waitFor(
    async () => {
      const answer = await fetch(`${home.url}/api/editions/latest`);
      expect(answer.status).toBe(200);
    },
    { timeout: 60_000, interval: 200 },
  );
}

test.each(["SIGTERM", "SIGINT"] as const)("%s ends it well, its PostgreSQL too", async (signal) => {
  const program = await startProgram(PROGRAM, home.env);
  const { code } = await program.stop(signal);
  expect(code).toBe(0);
  expect(serverRuns()).toBe(false);
});

test("a fresh start makes today's edition within 60 s, and a restart after kill -9 keeps it", async () => {
  const first = await startProgram(PROGRAM, home.env);
  await editionIsOut();
  const before = await (await fetch(`${home.url}/api/editions/latest`)).json();
  await first.stop("SIGKILL");
  expect(serverRuns()).toBe(true);
  const second = await startProgram(PROGRAM, home.env);
  expect(await (await fetch(`${home.url}/api/editions/latest`)).json()).toEqual(before);
  expect((await second.stop()).code).toBe(0);
});

test("the command line joins a running server, and stops one that it started itself", async () => {
  const alone = await runCommand(["collect", "--json"], home.env);
  expect(alone.code, alone.stderr).toBe(0);
  expect(serverRuns()).toBe(false);
  const program = await startProgram(PROGRAM, home.env);
  const joined = await runCommand(["collect", "--json"], home.env);
  expect(joined.code, joined.stderr).toBe(0);
  expect(serverRuns()).toBe(true);
  expect((await fetch(`${home.url}/readyz`)).status).toBe(200);
  await program.stop();
});

/** `npm start` in a process group of its own, as a terminal would have it. */
async function startNpm() {
  const { PATH, HOME } = process.env;
  const npm = spawn("npm", ["start"], {
    cwd: ROOT,
    env: { PATH, HOME, ...home.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  await vi.waitFor(async () => expect((await fetch(`${home.url}/healthz`)).ok).toBe(true), {
    timeout: 60_000,
    interval: 200,
  });
  return npm;
}

const everythingEnds = () =>
  vi.waitFor(
    async () => {
      expect(serverRuns()).toBe(false);
      await expect(fetch(`${home.url}/healthz`)).rejects.toThrow();
    },
    { timeout: 30_000, interval: 100 },
  );

test("when npm is killed, the process it started ends by itself", async () => {
  const npm = await startNpm();
  npm.kill("SIGKILL");
  await everythingEnds();
});

test.each(["SIGHUP", "SIGINT"] as const)(
  "%s to the whole terminal, npm passing it on, ends all of it",
  async (signal) => {
    const npm = await startNpm();
    process.kill(-(npm.pid ?? 0), signal);
    await everythingEnds();
  },
);

test("who closes its output loses the words, not the service", async () => {
  const npm = await startNpm();
  npm.stdout?.destroy();
  npm.stderr?.destroy();
  for (let asked = 0; asked < 5; asked++) {
    expect((await fetch(`${home.url}/`)).status).toBe(200);
  }
  process.kill(-(npm.pid ?? 0), "SIGTERM");
  await everythingEnds();
});

test("a taken port is told in words, and nothing is left running", async () => {
  const squatter = createServer().listen(Number(home.env.PORT), "127.0.0.1");
  await once(squatter, "listening");
  await expect(startProgram(PROGRAM, home.env)).rejects.toThrow(
    `Port ${home.env.PORT} on 127.0.0.1 is taken by another program. Stop it, or set PORT to a free one.`,
  );
  squatter.close();
  await vi.waitFor(() => expect(serverRuns()).toBe(false), { timeout: 10_000 });
});

test("a DATA_DIR that cannot be a folder is told in words", async () => {
  const file = join(home.dataDir, "file");
  writeFileSync(file, "");
  const { code, stderr } = await runCommand(["collect"], {
    ...home.env,
    DATA_DIR: join(file, "x"),
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/DATA_DIR .*cannot be|secret key in .* cannot be kept/);
  expect(stderr).not.toContain("    at ");
});

test.runIf(process.getuid?.() === 0 && process.platform === "linux")(
  "a full disk and a read-only one are told in words",
  { timeout: 90_000 },
  async () => {
    for (const options of ["size=8m", "size=64m,ro"]) {
      const disk = join(home.dataDir, options.replace(/\W/g, "-"));
      mkdirSync(disk);
      execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", disk]);
      try {
        // 0711 up to here, so that the server's account reaches the disk under test.
        execFileSync("chmod", ["0711", home.dataDir]);
        const { code, stderr } = await runCommand(["collect"], { ...home.env, DATA_DIR: disk });
        expect(code, stderr).toBe(1);
        expect(stderr).toMatch(/DATA_DIR|full disk|No space left|cannot be kept/);
        expect(stderr).not.toContain("    at ");
      } finally {
        execFileSync("umount", ["-l", disk]);
      }
    }
  },
);

test("the secret key is made once, for our eyes only", async () => {
  await runCommand(["collect"], home.env);
  const file = join(home.dataDir, "secret-key");
  const key = readFileSync(file, "utf8");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await runCommand(["collect"], home.env);
  expect(readFileSync(file, "utf8")).toBe(key);
});
