// GET /api/editions: the editions there are, newest first, skipped ones among them.
import { z } from "zod";
import { listEditions } from "../editions/edition-store.ts";
import type { ApiApp, ApiContext } from "./api-app.ts";
import { summarySchema, toSummaryBody } from "./edition-shape.ts";
import { problemSchema } from "./problem.ts";
import { wholeNumber } from "./whole-number.ts";

export function addEditionsRoute(app: ApiApp, ctx: ApiContext): void {
  app.route({
    method: "GET",
    url: "/api/editions",
    schema: {
      summary: "List editions",
      tags: ["editions"],
      querystring: z.object({ limit: wholeNumber(400).default(30) }),
      response: { 200: z.object({ editions: z.array(summarySchema) }), 422: problemSchema },
    },
    async handler(request) {
      const editions = await listEditions(ctx.db, request.query.limit);
      const { publicUrl } = ctx.config.http;
      return { editions: editions.map((edition) => toSummaryBody(edition, publicUrl)) };
    },
  });
}
