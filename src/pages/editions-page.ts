// GET /editions: every edition of the last year, newest first, the skipped ones with their reason.
import { listEditions } from "../editions/edition-store.ts";
import { spokenDate } from "../rendering/digest-words.ts";
import type { PageApp, PageContext } from "./page-writer.ts";

const SHOWN = 366;

export function addEditionsPage(app: PageApp, ctx: PageContext): void {
  app.get("/editions", async (_request, reply) => {
    const editions = await listEditions(ctx.db, SHOWN);
    return ctx.writePage(
      reply,
      "editions",
      { title: "Editions", description: "All editions of Paperboy, frozen as they were sent." },
      { editions: editions.map((edition) => ({ ...edition, spoken: spokenDate(edition.date) })) },
    );
  });
}
