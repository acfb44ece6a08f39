// GET /api/papers/:id: one paper, the signals known of it, and the editions that held it.
import { z } from "zod";
import { SIGNALS } from "../db/signals.ts";
import { listAppearances } from "../editions/appearance-store.ts";
import { listPaperObservations } from "../papers/observation-store.ts";
import { findPaper } from "../papers/paper-store.ts";
import type { ApiApp, ApiContext } from "./api-app.ts";
import { paperSchema, toPaperBody } from "./paper-shape.ts";
import { notFound, problemSchema } from "./problem.ts";

const detailSchema = paperSchema.extend({
  /** The whole series, oldest first. */
  observations: z.array(
    z.object({ signal: z.enum(SIGNALS), value: z.number(), observedAt: z.string() }),
  ),
  editions: z.array(z.object({ date: z.string(), rank: z.int() })),
});

export function addPaperRoute(app: ApiApp, ctx: ApiContext): void {
  app.route({
    method: "GET",
    url: "/api/papers/:id",
    schema: {
      summary: "One paper",
      tags: ["papers"],
      params: z.object({ id: z.string().describe("Our number or an arXiv id") }),
      response: { 200: detailSchema, 404: problemSchema },
    },
    async handler(request) {
      const paper = await findPaper(ctx.db, request.params.id);
      if (!paper) throw notFound("No paper has this number or arXiv id.");
      const observations = await listPaperObservations(ctx.db, paper.id);
      return {
        ...toPaperBody(paper, ctx.config.http.publicUrl),
        observations: observations.map(({ signal, value, observedAt }) => ({
          ...{ signal, value },
          observedAt: observedAt.toISOString(),
        })),
        editions: await listAppearances(ctx.db, paper.id),
      };
    },
  });
}
