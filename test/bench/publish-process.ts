// The process that `ranking` looks at: it does nothing but make one edition several times, so that
// its memory and time are publishing's own. Prints what it measured as one line of JSON.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import pg from "pg";
import { openDatabase } from "../../src/db/connect.ts";
import { listEditions } from "../../src/editions/edition-store.ts";
import { publishEdition } from "../../src/editions/publish-edition.ts";
import { createLog } from "../../src/log.ts";

/** Of one round, in milliseconds. */
export interface PublishRound {
  wall: number;
  /** CPU of this process. */
  cpu: number;
  /** Waiting for PostgreSQL and reading its answers. */
  queries: number;
  /** CPU of PostgreSQL's process, where the machine tells. */
  databaseCpu: number | null;
  /** Highest so far. */
  rssMb: number;
  heapMb: number;
}

export interface PublishMeasure {
  candidates: number;
  papers: number;
  /** Before the first round: what Node.js and the modules take. */
  idleRssMb: number;
  rounds: PublishRound[];
}

const [url = "", at = "", rounds = "5"] = process.argv.slice(2);
const MB = 1024 * 1024;
const TICK_MS = 10;
let queries = 0;

/** Adds up the time from each query's start to its whole answer. */
function timeQueries(): void {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: never[]) {
    const start = performance.now();
    const answer = Reflect.apply(query, this, args) as unknown;
    if (!(answer instanceof Promise)) return answer;
    return answer.finally(() => {
      queries += performance.now() - start;
    });
  } as typeof query;
}

function cpuOfProcess(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(stat[11]) + Number(stat[12])) * TICK_MS;
  } catch {
    return null;
  }
}

class Undo extends Error {}

timeQueries();
const log = createLog("silent");
const { db, pool } = openDatabase(url, log, 1);
const { rows } = await pool.query("SELECT pg_backend_pid() AS pid");
const backend = rows[0].pid as number;
const idleRssMb = process.resourceUsage().maxRSS / 1024;
const measure: PublishMeasure = { candidates: 0, papers: 0, idleRssMb, rounds: [] };
for (let round = 0; round < Number(rounds); round++) {
  queries = 0;
  const [start, before, database] = [performance.now(), process.cpuUsage(), cpuOfProcess(backend)];
  await db
    .transaction(async (tx) => {
      const now = () => new Date(at);
      const outcome = await publishEdition({ db: tx, log, sources: [], now }, at.slice(0, 10));
      if (outcome.kind !== "published") throw new Error(`the edition is ${outcome.kind}`);
      measure.papers = outcome.papers;
      const [edition] = await listEditions(tx, 1);
      measure.candidates = edition?.candidates ?? 0;
      throw new Undo();
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const after = cpuOfProcess(backend);
  measure.rounds.push({
    ...{ wall, queries, cpu: (user + system) / 1000 },
    databaseCpu: database === null || after === null ? null : after - database,
    rssMb: process.resourceUsage().maxRSS / 1024,
    heapMb: process.memoryUsage().heapUsed / MB,
  });
}
await pool.end();
process.stdout.write(`${JSON.stringify(measure)}\n`);
