// GET /: what it is, the form, and the newest edition under it. The page is never empty: before the
// first edition it shows the newest papers known, and says so.
import type { FastifyReply } from "fastify";
import { editionToday } from "../editions/edition-schedule.ts";
import { getLatestEdition } from "../editions/edition-store.ts";
import { searchPapers } from "../papers/search-papers.ts";
import { spokenDate } from "../rendering/digest-words.ts";
import { CONSENT_WORDING } from "../subscriptions/consent.ts";
import { type PageApp, type PageContext, PROMISE } from "./page-writer.ts";
import { viewOfPaper, viewOfRanked } from "./paper-view.ts";

const SHOWN = 10;

/** What was wrong with the form as it was sent. */
export interface FormFault {
  email: string;
  message: string;
}

async function newestList(ctx: PageContext) {
  const edition = await getLatestEdition(ctx.db, { limit: SHOWN });
  if (edition && edition.papers.length > 0) {
    const isToday = edition.date === editionToday(ctx.config.edition, ctx.now());
    return {
      heading: isToday ? "Today's trending papers" : "The latest trending papers",
      date: spokenDate(edition.date),
      editionUrl: `/editions/${edition.date}`,
      note: edition.note,
      papers: edition.papers.map(viewOfRanked),
    };
  }
  const { papers } = await searchPapers(ctx.db, { sort: "new", limit: SHOWN });
  return { heading: "The newest papers", editionUrl: null, papers: papers.map(viewOfPaper) };
}

export async function writeHomePage(
  ctx: PageContext,
  reply: FastifyReply,
  fault: FormFault | null = null,
): Promise<FastifyReply> {
  const { time, timezone } = ctx.config.edition;
  const title = fault ? "Please check the address" : null;
  return ctx.writePage(
    reply,
    "home",
    { title, isPrivate: fault !== null },
    {
      ...{ promise: PROMISE, wording: CONSENT_WORDING.requested, fault },
      edition: { time, timezone },
      list: await newestList(ctx),
    },
  );
}

export function addHomePage(app: PageApp, ctx: PageContext): void {
  app.get("/", (_request, reply) => writeHomePage(ctx, reply));
}
