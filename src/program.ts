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
  const timer = setInterval(() => {
    if (family() === begun) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS).unref();
}

/** A closed terminal or pipe must not end us in the middle of something: the words are lost, no more. */
function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Handled by nobody: a handler of a crash's signal turns the crash into an endless loop. */
const CRASHES = ["SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGSEGV"] as const;
/** npm passes some signals on, so one Ctrl-C may come twice; one this much later means it. */
const IMPATIENT_MS = 2_000;

/** Ends once, however many signals ask for it; an impatient second one ends at once. */
function endOnce(close: () => void): () => void {
  let askedAt: number | null = null;
  return () => {
    if (askedAt === null) {
      askedAt = performance.now();
      close();
    } else if (performance.now() - askedAt > IMPATIENT_MS) {
      process.exit(1);
    }
  };
}

/** Runs a program until it is told to end. `start` may be under way when that happens. */
export function runProgram(start: (config: Config) => Promise<Stop>): void {
  let started: Promise<Stop> | undefined;
  outliveOutput();
  const settings = { delay: GRACE_MS, logger: false as const, skip: [...SIGNALS, ...CRASHES] };
  const grace = closeWithGrace(settings, async ({ err }) => {
    if (err) tell(err);
    const stop = await started?.catch(() => undefined);
    await stop?.();
  });
  const end = endOnce(grace.close);
  for (const signal of SIGNALS) process.on(signal, end);
  if (startedByNpm()) watchParents(end);
  try {
    started = start(loadConfig(readEnvironment()));
    started.catch((error) => {
      tell(error);
      process.exit(1);
    });
  } catch (error) {
    tell(error);
    process.exit(1);
  }
}
