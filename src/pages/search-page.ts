// GET /search?q=: papers by relevance; without a question the newest ones. Any text is a question.
import { z } from "zod";
import { searchPapers } from "../papers/search-papers.ts";
import type { PageApp, PageContext } from "./page-writer.ts";
import { viewOfPaper } from "./paper-view.ts";
import { queryText } from "./query-text.ts";

const SHOWN = 20;
const querystring = z.object({ q: queryText, category: queryText, cursor: queryText });

/** The address of this search further on, or of the same without its category. */
function address(query: { q?: string; category?: string; cursor?: string }): string {
  const given = Object.entries(query).filter((entry) => entry[1] !== undefined);
  return `/search?${new URLSearchParams(given)}`;
}

function feedOf(q: string) {
  return {
    title: `Papers about ${q.slice(0, 80)}`,
    url: `/feed.atom?${new URLSearchParams({ q })}`,
  };
}

export function addSearchPage(app: PageApp, ctx: PageContext): void {
  app.get("/search", { schema: { querystring } }, async ({ query }, reply) => {
    const { q, category, cursor } = query;
    const found = await searchPapers(ctx.db, { q, category, cursor, limit: SHOWN });
    const kept = { ...(q ? { q } : {}), ...(category ? { category } : {}) };
    const next = found.nextCursor;
    return ctx.writePage(
      reply,
      "search",
      {
        title: q ? `Papers about ${q.slice(0, 80)}` : "Search papers",
        ...(q ? { feed: feedOf(q) } : {}),
      },
      {
        ...{ q, category, isFirst: !cursor },
        papers: found.papers.map(viewOfPaper),
        nextUrl: next ? address({ ...kept, cursor: next }) : null,
        allUrl: category ? address(q ? { q } : {}) : null,
      },
    );
  });
}
