// GET /api/papers: search and browse, a page at a time.
import { z } from "zod";
import { searchPapers } from "../papers/search-papers.ts";
import type { ApiApp, ApiContext } from "./api-app.ts";
import { paperSchema, toPaperBody } from "./paper-shape.ts";
import { problemSchema } from "./problem.ts";
import { wholeNumber } from "./whole-number.ts";

const querySchema = z.object({
  q: z.string().max(500).optional().describe('Words, "phrases", -exclusions; absent: all papers'),
  sort: z.enum(["trending", "new", "relevance"]).optional(),
  category: z.string().max(40).optional().describe("For example cs.CL; cross-lists count"),
  cursor: z.string().max(500).optional().describe("nextCursor of the page before"),
  limit: wholeNumber(100).optional(),
});

export function addPapersRoute(app: ApiApp, ctx: ApiContext): void {
  const { publicUrl } = ctx.config.http;
  app.route({
    method: "GET",
    url: "/api/papers",
    schema: {
      summary: "Search papers",
      tags: ["papers"],
      querystring: querySchema,
      response: {
        200: z.object({ papers: z.array(paperSchema), nextCursor: z.string().nullable() }),
        422: problemSchema,
      },
    },
    async handler(request) {
      const { papers, nextCursor } = await searchPapers(ctx.db, request.query);
      return { papers: papers.map((paper) => toPaperBody(paper, publicUrl)), nextCursor };
    },
  });
}
