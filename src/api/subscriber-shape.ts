// How the API shows a reader to themselves.
import { z } from "zod";
import type { Subscriber } from "../subscriptions/subscriber.ts";

export const subscriberSchema = z.object({
  email: z.string(),
  state: z.enum(["unconfirmed", "confirmed", "unsubscribed"]),
  preferences: z.object({
    topics: z.array(z.string()),
    mutes: z.array(z.string()),
    hour: z.int().nullable(),
    weekdays: z.array(z.int()),
    zone: z.string().nullable(),
    size: z.int(),
  }),
  createdAt: z.string(),
  confirmedAt: z.string().nullable(),
  unsubscribedAt: z.string().nullable(),
});

export function toSubscriberBody(subscriber: Subscriber): z.infer<typeof subscriberSchema> {
  const { email, state, topics, mutes, hour, weekdays, zone, size } = subscriber;
  return {
    ...{ email, state },
    preferences: { topics, mutes, hour, weekdays, zone, size },
    createdAt: subscriber.createdAt.toISOString(),
    confirmedAt: subscriber.confirmedAt?.toISOString() ?? null,
    unsubscribedAt: subscriber.unsubscribedAt?.toISOString() ?? null,
  };
}
