// GET /api/papers/:id/score?on=: what a paper's place in an edition was made of, to be checked by
// anybody: the observations with their instants, the formula's numbers, the parts and the reasons.
import { z } from "zod";
import { isEditionDate } from "../editions/edition-schedule.ts";
import { explainScore } from "../editions/explain-score.ts";
import { findPaper } from "../papers/paper-store.ts";
import type { ApiApp, ApiContext } from "./api-app.ts";
import { paperScoreSchema, toPaperScoreBody } from "./paper-score-shape.ts";
import { invalidField, notFound, problemSchema } from "./problem.ts";

const querySchema = z.object({
  on: z
    .string()
    .refine(isEditionDate, "Give a real date as YYYY-MM-DD.")
    .optional()
    .describe("The edition's date, YYYY-MM-DD; absent: the newest edition"),
});

export function addPaperScoreRoute(app: ApiApp, ctx: ApiContext): void {
  app.route({
    method: "GET",
    url: "/api/papers/:id/score",
    schema: {
      summary: "Why a paper stands where it stands",
      tags: ["papers"],
      params: z.object({ id: z.string().describe("Our number or an arXiv id") }),
      querystring: querySchema,
      response: { 200: paperScoreSchema, 404: problemSchema, 422: problemSchema },
    },
    async handler({ params, query }) {
      const paper = await findPaper(ctx.db, params.id);
      if (!paper) throw notFound("No paper has this number or arXiv id.");
      const deps = { db: ctx.db, edition: ctx.config.edition, now: ctx.now() };
      const outcome = await explainScore(deps, paper, query.on ?? null);
      if (outcome.kind === "not-due") {
        const due = outcome.dueAt.toISOString();
        throw invalidField("on", `The edition of ${query.on} is not made before ${due}.`);
      }
      if (outcome.kind === "not-listed") {
        const [listed, at] = [paper.listedAt.toISOString(), outcome.at.toISOString()];
        throw notFound(`This paper was listed on ${listed}, after the ranking of ${at}.`);
      }
      return toPaperScoreBody(paper.id, outcome);
    },
  });
}
