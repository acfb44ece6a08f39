// GET /outbox: the mail that Paperboy would have sent, while no SMTP server is set. With one, this
// page does not exist.
import { listOutbox } from "../mail/outbox-store.ts";
import { spokenInstant } from "./page-words.ts";
import type { PageApp, PageContext } from "./page-writer.ts";

const SHOWN = 200;

export function addOutboxPage(app: PageApp, ctx: PageContext): void {
  if (ctx.config.smtp !== null) return;
  app.get("/outbox", async (_request, reply) => {
    const entries = await listOutbox(ctx.db, SHOWN);
    return ctx.writePage(
      reply,
      "outbox",
      { title: "Outbox", isPrivate: true },
      {
        mails: entries.map(({ id, recipient, subject, createdAt }) => ({
          ...{ url: `/outbox/${id}`, recipient, subject },
          createdAt: spokenInstant(createdAt),
        })),
      },
    );
  });
}
