// GET /editions/:date: the list of a date as it was frozen and sent. It never changes.
import { z } from "zod";
import { isEditionDate } from "../editions/edition-schedule.ts";
import { getEdition } from "../editions/edition-store.ts";
import { spokenDate } from "../rendering/digest-words.ts";
import { spokenInstant, spokenNumber } from "./page-words.ts";
import type { PageApp, PageContext } from "./page-writer.ts";
import { viewOfRanked } from "./paper-view.ts";

/** Papers shown with the start of their abstract; those behind are lines. */
const IN_FULL = 20;
const params = z.object({ date: z.string() });

export function addEditionPage(app: PageApp, ctx: PageContext): void {
  app.get("/editions/:date", { schema: { params } }, async (request, reply) => {
    const { date } = request.params;
    if (!isEditionDate(date)) {
      const detail = "An edition is named by its date, such as /editions/2026-11-22.";
      return writeMissing(ctx, reply, "This is not a date", detail);
    }
    const edition = await getEdition(ctx.db, date);
    if (!edition) {
      const detail = "No edition was made for this date, or not yet.";
      return writeMissing(ctx, reply, `No edition of ${spokenDate(date)}`, detail);
    }
    const papers = edition.papers.map(viewOfRanked);
    return ctx.writePage(
      reply,
      "edition",
      { title: `Trending papers of ${spokenDate(date)}` },
      {
        ...{ date, state: edition.state, note: edition.note },
        spoken: spokenDate(date),
        rankedAt: spokenInstant(edition.rankedAt),
        candidates: spokenNumber(edition.candidates),
        papers: papers.slice(0, IN_FULL),
        rest: papers.slice(IN_FULL),
      },
    );
  });
}

function writeMissing(
  ctx: PageContext,
  reply: Parameters<PageContext["writePage"]>[0],
  title: string,
  detail: string,
) {
  const link = { url: "/editions", label: "See all editions" };
  return ctx.writePage(reply, "error", { title, status: 404 }, { title, detail, link });
}
