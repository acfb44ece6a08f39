// The words that people agree to, and the ways they do it by. Pages that show other words than these
// must change them here: the consent record keeps the sentence as it was.
import type { consents } from "../db/subscription-tables.ts";

export type ConsentEvent = (typeof consents.$inferSelect)["event"];
export type Consent = Omit<typeof consents.$inferSelect, "id" | "subscriberId">;

export type SubscribeChannel = "page" | "api";
export type UnsubscribeChannel = "page" | "one-click" | "api";

export const CONSENT_WORDING: Readonly<Record<ConsentEvent, string>> = {
  requested: "Send me the day's trending papers by email, after I have confirmed my address.",
  confirmed: "Yes, send me the day's trending papers by email until I unsubscribe.",
  unsubscribed: "Send me no more digests.",
};
