// A subscriber: one person's address, state and preferences.
import type { subscribers } from "../db/subscription-tables.ts";

export type Subscriber = typeof subscribers.$inferSelect;
export type SubscriberState = Subscriber["state"];
