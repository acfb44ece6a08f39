// The producers' side of the queue: adds hints in bulk, never twice for one row while the first
// waits, and never keeps a caller waiting for a queue that is down.
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf, QueueUnavailableError } from "../errors.ts";
import type { Log } from "../log.ts";
import { JOBS, type QueueName, type Queues, type RowJobName, type TickName } from "./jobs.ts";
import type { QueueBackend } from "./queue-backend.ts";

const ADD_TIMEOUT_MS = 10_000;
const CHUNK = 500;
const payloadKey = {
  "deliver-digest": "deliveryId",
  "send-confirmation": "confirmationId",
} as const;
const idPrefix = { "deliver-digest": "delivery", "send-confirmation": "confirmation" } as const;

export interface OpenQueues extends Queues {
  /** Makes the queue tick: adds `name` every so many milliseconds; asked again, it changes nothing. */
  tick(name: TickName, everyMs: number): Promise<void>;
  close(): Promise<void>;
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = sleep(ADD_TIMEOUT_MS, null, { signal: stop.signal }).then(() => {
    throw new QueueUnavailableError("The queue did not answer in 10 s");
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
    late.catch(() => {});
  }
}

function openAll(backend: QueueBackend, log: Log) {
  // A finished or failed job must leave at once: while it is kept, its id cannot be added again.
  const defaultJobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };
  const open = (name: QueueName) => {
    const { connection } = backend;
    const queue = new backend.classes.Queue(name, { connection, defaultJobOptions });
    queue.on("error", (error) => log.warn({ err: error.message, queue: name }, "queue.failed"));
    return queue;
  };
  return { mail: open("mail"), schedule: open("schedule") };
}

export function openQueues(backend: QueueBackend, log: Log): OpenQueues {
  const queues = openAll(backend, log);

  async function enqueue(name: RowJobName, rowIds: readonly string[]): Promise<void> {
    await backend.ready();
    for (let from = 0; from < rowIds.length; from += CHUNK) {
      const jobs = rowIds.slice(from, from + CHUNK).map((id) => ({
        name,
        data: { [payloadKey[name]]: id },
        opts: { jobId: `${idPrefix[name]}-${id}` },
      }));
      await withTimeout(queues[JOBS[name].queue].addBulk(jobs));
    }
  }

  return {
    enqueue,
    hint(name, rowId) {
      enqueue(name, [rowId]).catch((error) =>
        log.warn({ err: messageOf(error), job: name }, "queue.hint-lost"),
      );
    },
    async tick(name, everyMs) {
      await backend.ready();
      const queue = queues[JOBS[name].queue];
      await withTimeout(queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {} }));
    },
    async close() {
      await Promise.allSettled(Object.values(queues).map((queue) => withTimeout(queue.close())));
    },
  };
}
