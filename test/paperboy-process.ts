// Programs of ours as an operator starts them: real processes with their own settings.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./redis-server.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const STARTED = /^Paperboy('s \w+)? (is|are) /m;
const START_TIMEOUT_MS = 60_000;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Program {
  process: ChildProcess;
  /** What it printed so far, both streams. */
  output(): string;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Only what is named here reaches the program, so that a developer's own settings do not. */
function environment(env: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, LOG_LEVEL: "info", ...env };
}

function launch(file: string, args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    cwd: ROOT,
    env: environment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (said.stdout += chunk));
  child.stderr.on("data", (chunk) => (said.stderr += chunk));
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, ...said }));
  });
  return { child, said, ended };
}

/** Starts a program and waits until it says that it runs. */
export async function startProgram(file: string, env: Record<string, string>): Promise<Program> {
  const { child, said, ended } = launch(file, [], env);
  const output = () => said.stdout + said.stderr;
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!STARTED.test(said.stdout)) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`${file} did not start:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    process: child,
    output,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs `paperboy <args>` to its end. */
export function runCommand(args: string[], env: Record<string, string>): Promise<Ended> {
  return launch("src/command-line.ts", args, env).ended;
}

export interface Home {
  env: Record<string, string>;
  /** http://127.0.0.1:port */
  url: string;
  dataDir: string;
  remove(): void;
}

/** A data folder and a free port: what `npm start` needs of its own beside others. */
export async function makeHome(): Promise<Home> {
  const dataDir = mkdtempSync(join(tmpdir(), "paperboy-home-"));
  const port = String(await freePort());
  return {
    dataDir,
    env: { DATA_DIR: dataDir, PORT: port, SOURCES: "seeds" },
    url: `http://127.0.0.1:${port}`,
    remove() {
      try {
        const cluster = readFileSync(join(dataDir, "postgres-home"), "utf8");
        rmSync(cluster, { recursive: true, force: true });
      } catch {
        // The cluster is inside the data folder.
      }
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
