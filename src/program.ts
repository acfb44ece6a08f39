// How a program of ours begins and ends: settings told wrong in words, signals and a vanished npm
// answered by finishing what is under way, and a hard stop should that take too long.
import { readFileSync } from "node:fs";
import closeWithGrace from "close-with-grace";
import { type Config, loadConfig, readEnvironment, startedByNpm } from "./config.ts";
import { PaperboyError } from "./errors.ts";

/** What a role leaves behind: how to stop it. */
export type Stop = () => Promise<void>;

/** Time for sends under way to finish after SIGTERM. */
const GRACE_MS = 30_000;
const PARENT_CHECK_MS = 500;

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tell(error: unknown): void {
  const isOurs = error instanceof PaperboyError;
  const text = isOurs ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
}

/** Our parent's parent where the system tells: npm may run us through a shell that outlives it. */
function grandparent(): number | null {
  try {
    // proc(5): pid (name) state ppid …; the name may hold spaces and brackets.
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}

/** npm does not pass SIGTERM on and may be killed: without it nobody wants us any more. */
function watchParents(stop: () => void): void {
  const family = () => `${process.ppid} ${grandparent()}`;
  const begun = family();
  setInterval(() => {
    if (family() !== begun) stop();
  }, PARENT_CHECK_MS).unref();
}

/** Runs a program until it is told to end. `start` may be under way when that happens. */
export function runProgram(start: (config: Config) => Promise<Stop>): void {
  let started: Promise<Stop> | undefined;
  const grace = closeWithGrace({ delay: GRACE_MS, logger: false }, async ({ err }) => {
    if (err) tell(err);
    const stop = await started?.catch(() => undefined);
    await stop?.();
  });
  if (startedByNpm()) watchParents(grace.close);
  try {
    started = start(loadConfig(readEnvironment()));
    started.catch((error) => {
      tell(error);
      process.exitCode = 1;
      process.exit();
    });
  } catch (error) {
    tell(error);
    process.exit(1);
  }
}
