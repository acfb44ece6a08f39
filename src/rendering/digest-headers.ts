// The header of every digest, as mail programs and relays need it: who it is from, that it is a
// list and bulk, and the one-click way out (RFC 2369, 2919, 3834, 8058).
import { formatDate, formatMailbox } from "../mail/compose-message.ts";
import type { DigestReader, MailSettings } from "./digest.ts";

type Headers = readonly (readonly [string, string])[];

/** Angle brackets included; the domain is the sender's. */
export function messageIdOf(left: string, from: MailSettings["from"]): string {
  return `<${left}@${from.address.slice(from.address.lastIndexOf("@") + 1)}>`;
}

/** @param sender From's value, made once: it is the same in every mail */
export function digestHeaders(
  { from, publicHost }: MailSettings,
  sender: string,
  { deliveryId, email, unsubscribeUrl, now }: DigestReader,
  editionDate: string,
  subject: string,
): Headers {
  return [
    ["From", sender],
    ["To", formatMailbox({ address: email })],
    ["Subject", subject],
    ["Date", formatDate(now)],
    ["Message-ID", messageIdOf(deliveryId, from)],
    ["List-Id", `<digest.${publicHost}>`],
    ["List-Unsubscribe", `<${unsubscribeUrl}>`],
    ["List-Unsubscribe-Post", "List-Unsubscribe=One-Click"],
    ["Auto-Submitted", "auto-generated"],
    ["Precedence", "bulk"],
    // Google's form: campaign, customer, kind of mail, sender.
    ["Feedback-ID", `${editionDate}:${publicHost.replaceAll(":", "-")}:digest:paperboy`],
  ];
}
