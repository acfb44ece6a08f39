// GET /api/editions/latest and /api/editions/:date: one edition as it was frozen.
import { z } from "zod";
import type { Edition } from "../editions/edition.ts";
import { isEditionDate } from "../editions/edition-schedule.ts";
import { getEdition, getLatestEdition } from "../editions/edition-store.ts";
import type { ApiApp, ApiContext } from "./api-app.ts";
import { editionSchema, toEditionBody } from "./edition-shape.ts";
import { notFound, problemSchema } from "./problem.ts";
import { wholeNumber } from "./whole-number.ts";

export function addEditionRoute(app: ApiApp, ctx: ApiContext): void {
  const common = {
    tags: ["editions"],
    querystring: z.object({
      limit: wholeNumber(1_000).optional().describe("The best so many"),
    }),
    response: { 200: editionSchema, 404: problemSchema, 422: problemSchema },
  };
  const show = (edition: Edition | null) => {
    if (!edition) throw notFound("There is no such edition.");
    return toEditionBody(edition, ctx.config.http.publicUrl);
  };

  app.route({
    method: "GET",
    url: "/api/editions/latest",
    schema: { ...common, summary: "The newest edition" },
    handler: async ({ query }) => show(await getLatestEdition(ctx.db, best(query.limit))),
  });

  app.route({
    method: "GET",
    url: "/api/editions/:date",
    schema: {
      ...common,
      summary: "The edition of a date",
      params: z.object({ date: z.string().describe("YYYY-MM-DD") }),
    },
    async handler({ params, query }) {
      const isDate = isEditionDate(params.date);
      return show(isDate ? await getEdition(ctx.db, params.date, best(query.limit)) : null);
    },
  });
}

function best(limit: number | undefined): { limit?: number } {
  return limit === undefined ? {} : { limit };
}
