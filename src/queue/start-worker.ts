// The consumers' side of the queue: one BullMQ worker whose jobs are parsed at the border and given
// to the handler of their name. Failures are logged here, once, and left to the sweeper.
import type { Log } from "../log.ts";
import { JOBS, type JobName, type JobPayload, type QueueName } from "./jobs.ts";
import type { QueueBackend } from "./queue-backend.ts";

export type Handlers = { [N in JobName]?: (payload: JobPayload<N>) => Promise<void> };

export interface RunningWorker {
  /** Takes no more jobs and waits for those under way. */
  close(): Promise<void>;
}

/** @throws Error when a job of this queue has no handler: better at the start than at night. */
export function startWorker(
  backend: QueueBackend,
  queue: QueueName,
  handlers: Handlers,
  options: { concurrency: number; log: Log },
): RunningWorker {
  const names = (Object.keys(JOBS) as JobName[]).filter((name) => JOBS[name].queue === queue);
  const missing = names.filter((name) => !handlers[name]);
  if (missing.length > 0) throw new Error(`No handler for ${missing.join(", ")}`);

  const worker = new backend.classes.Worker(
    queue,
    async (job) => {
      const name = names.find((known) => known === job.name);
      const handler = name && (handlers[name] as ((payload: unknown) => Promise<void>) | undefined);
      if (!handler) throw new Error(`Unknown job ${job.name}`);
      await handler(JOBS[name].payload.parse(job.data));
    },
    {
      connection: backend.connection,
      concurrency: options.concurrency,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
      stalledInterval: 15_000,
    },
  );
  worker.on("error", (error) => options.log.warn({ err: error.message, queue }, "worker.failed"));
  worker.on("failed", (job, error) =>
    options.log.error({ err: error.message, job: job?.name, id: job?.id }, "job.failed"),
  );
  return { close: () => worker.close() };
}
