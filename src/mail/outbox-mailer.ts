// The transport of a Paperboy without an SMTP server: mail goes into the outbox table, where the
// outbox page shows it. It asks the last look like any transport and never sends anything.
import type { Db } from "../db/connect.ts";
import type { Mailer } from "./mailer.ts";
import { storeInOutbox } from "./outbox-store.ts";

/** Storing the same Message-ID again is accepted and changes nothing. */
export function createOutboxMailer(db: Db): Mailer {
  return {
    async send(message) {
      if (message.beforeData && !(await message.beforeData())) return { kind: "withheld" };
      const { messageId, recipient, subject, content } = message;
      await storeInOutbox(db, { messageId, recipient, subject, content });
      return { kind: "accepted", status: "250" };
    },
    async check() {
      return null;
    },
    async close() {},
  };
}
