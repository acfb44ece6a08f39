// GET /feed.atom: the newest edition for feed readers; with `?q=` the newest papers of a search.
import { z } from "zod";
import { getLatestEdition } from "../editions/edition-store.ts";
import { searchPapers } from "../papers/search-papers.ts";
import { feedOfEdition, feedOfSearch } from "./feed-view.ts";
import type { PageApp, PageContext } from "./page-writer.ts";
import { queryText } from "./query-text.ts";
import { sendUnlessUnchanged } from "./unchanged.ts";

const ENTRIES = 50;
const querystring = z.object({ q: queryText });

export function addFeedPage(app: PageApp, ctx: PageContext): void {
  const site = ctx.config.http;
  app.get("/feed.atom", { schema: { querystring } }, async (request, reply) => {
    const { q } = request.query;
    const feed = q
      ? feedOfSearch(
          site,
          q,
          (await searchPapers(ctx.db, { q, sort: "new", limit: ENTRIES })).papers,
        )
      : feedOfEdition(site, await getLatestEdition(ctx.db, { limit: ENTRIES }));
    const body = ctx.templates.render("pages/feed.atom", {
      ...feed,
      updated: feed.updated.toISOString(),
    });
    reply.type("application/atom+xml; charset=utf-8");
    return sendUnlessUnchanged(request, reply, body, feed.updated);
  });
}
