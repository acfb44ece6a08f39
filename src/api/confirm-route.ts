// POST /api/subscriptions/confirm: using the token of a confirmation link, for programs.
import { z } from "zod";
import { confirmSubscription } from "../subscriptions/confirm-subscription.ts";
import type { ApiApp, ApiContext } from "./api-app.ts";
import { notFound, ProblemError, problemSchema } from "./problem.ts";

export function addConfirmRoute(app: ApiApp, ctx: ApiContext): void {
  app.route({
    method: "POST",
    url: "/api/subscriptions/confirm",
    schema: {
      summary: "Confirm an address with the token from its mail",
      description: "Doing it twice is harmless.",
      tags: ["subscriptions"],
      body: z.object({ token: z.string() }),
      response: {
        200: z.object({ status: z.literal("confirmed") }),
        404: problemSchema,
        410: problemSchema,
      },
    },
    async handler(request) {
      const { token } = request.body;
      const outcome = await confirmSubscription(ctx, { token, channel: "api" });
      if (outcome.kind === "confirmed") return { status: "confirmed" as const };
      if (outcome.kind === "unknown") throw notFound("No confirmation has this token.");
      throw new ProblemError({
        status: 410,
        title: "The confirmation is over",
        detail: "It was used, replaced or is too old. Ask for a new one: POST /api/subscriptions.",
        code: "confirmation_expired",
      });
    },
  });
}
