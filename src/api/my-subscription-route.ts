// /api/subscriptions/me: a reader looks at, changes or erases what is theirs.
import { z } from "zod";
import { eraseSubscriber } from "../subscriptions/erase-subscriber.ts";
import { preferencesSchema } from "../subscriptions/preferences.ts";
import { updatePreferences } from "../subscriptions/update-preferences.ts";
import type { ApiApp, ApiContext } from "./api-app.ts";
import { requireSubscriber } from "./bearer.ts";
import { notFound, problemSchema } from "./problem.ts";
import { subscriberSchema, toSubscriberBody } from "./subscriber-shape.ts";

const url = "/api/subscriptions/me";
const common = { tags: ["subscriptions"], security: [{ preferencesToken: [] }] };
const GONE = "This subscription was erased.";

export function addMySubscriptionRoute(app: ApiApp, ctx: ApiContext): void {
  app.route({
    method: "GET",
    url,
    schema: {
      ...common,
      summary: "My subscription",
      response: { 200: subscriberSchema, 401: problemSchema },
    },
    handler: async (request) => toSubscriberBody(await requireSubscriber(ctx, request)),
  });

  app.route({
    method: "PATCH",
    url,
    schema: {
      ...common,
      summary: "Change my preferences",
      description: "What is left out stays as it is.",
      body: preferencesSchema,
      response: { 200: subscriberSchema, 401: problemSchema, 422: problemSchema },
    },
    async handler(request) {
      const { id } = await requireSubscriber(ctx, request);
      const subscriber = await updatePreferences(ctx, id, request.body);
      if (!subscriber) throw notFound(GONE);
      return toSubscriberBody(subscriber);
    },
  });

  addErasure(app, ctx);
}

function addErasure(app: ApiApp, ctx: ApiContext): void {
  app.route({
    method: "DELETE",
    url,
    schema: {
      ...common,
      summary: "Erase me",
      description:
        "Everything about me goes; a keyed hash stays, so that no import mails me again.",
      response: { 204: z.null(), 401: problemSchema },
    },
    async handler(request, reply) {
      const { id } = await requireSubscriber(ctx, request);
      if (!(await eraseSubscriber(ctx, id))) throw notFound(GONE);
      return reply.code(204).send(null);
    },
  });
}
