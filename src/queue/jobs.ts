// The contract of every job, apart from its handler: its name, its queue and its payload. A job
// carries ids only and means "look at this row": the row decides, the job is a hint.
import { z } from "zod";

export const JOBS = {
  /** Send one digest: one job per reader and edition. */
  "deliver-digest": { queue: "mail", payload: z.object({ deliveryId: z.uuid() }) },
  "send-confirmation": { queue: "mail", payload: z.object({ confirmationId: z.uuid() }) },
  /** A tick: is an edition due? PostgreSQL answers. */
  "publish-edition": { queue: "schedule", payload: z.object({}) },
  /** A tick: is a row due, left behind or too old? PostgreSQL answers. */
  "sweep-deliveries": { queue: "schedule", payload: z.object({}) },
} as const;
export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]["payload"]>;
export type QueueName = (typeof JOBS)[JobName]["queue"];
export type RowJobName = "deliver-digest" | "send-confirmation";
export type TickName = "publish-edition" | "sweep-deliveries";

/** What the domain sees of the queue. */
export interface Queues {
  /**
   * Adds hints, one a row, each with a job id made of its row's id so that doubles fold.
   * @throws QueueUnavailableError
   */
  enqueue(name: RowJobName, rowIds: readonly string[]): Promise<void>;
  /** The same for a request that must not wait: failures are logged, the sweeper makes them good. */
  hint(name: RowJobName, rowId: string): void;
}
