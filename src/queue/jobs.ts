// The contract of every job, apart from its handler: its name, its queue and its payload. A job
// carries ids only and means "look at this row": the row decides, the job is a hint.
import { z } from "zod";

export const JOBS = {
  "deliver-digest": { queue: "mail", payload: z.object({ deliveryId: z.uuid() }) },
  "send-confirmation": { queue: "mail", payload: z.object({ confirmationId: z.uuid() }) },
  /** Is an edition due? Is a row left behind? PostgreSQL answers; the job only asks. */
  "check-schedule": { queue: "schedule", payload: z.object({}) },
} as const;
export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]["payload"]>;
export const QUEUE_NAMES = ["mail", "schedule"] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** What the domain sees of the queue. */
export interface Queues {
  /** Adds hints, one a row, each with a job id made of its row's id so that doubles fold. */
  enqueue(name: "deliver-digest" | "send-confirmation", rowIds: readonly string[]): Promise<void>;
  /** The same for a request that must not wait: failures are logged, the sweeper makes them good. */
  hint(name: "deliver-digest" | "send-confirmation", rowId: string): void;
}
