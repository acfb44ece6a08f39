// Changing what a reader wants to get; what is left out stays as it is.
import type { Db } from "../db/connect.ts";
import type { Preferences } from "./preferences.ts";
import type { Subscriber } from "./subscriber.ts";
import { updateSubscriber } from "./subscriber-store.ts";

/** @returns the subscriber as they are now, or null when there is none of that id */
export async function updatePreferences(
  { db }: { db: Db },
  subscriberId: string,
  preferences: Preferences,
): Promise<Subscriber | null> {
  return updateSubscriber(db, subscriberId, preferences);
}
