// POST /api/subscriptions: asking to be a subscriber, by JSON or by the page's form. Whoever asks
// and for whatever address, the answer is the same; what a stranger could learn is nothing.
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { parseEmailAddress } from "../subscriptions/email-address.ts";
import { type Preferences, preferencesSchema } from "../subscriptions/preferences.ts";
import { subscribe } from "../subscriptions/subscribe.ts";
import type { ApiApp, ApiContext } from "./api-app.ts";
import { invalidField, ProblemError, problemSchema } from "./problem.ts";
import { wantsPage } from "./wants-page.ts";

/** Writes the pages that answer the form in a browser. */
export interface SubscribeForm {
  accepted(reply: FastifyReply): FastifyReply;
  invalid(reply: FastifyReply, email: string, message: string): Promise<FastifyReply>;
}

const bodySchema = z.object({
  email: z.string({ error: "Write your email address, such as ada@example.org." }),
  preferences: preferencesSchema.optional(),
  /** The form's hidden field. A browser's odd idea of a zone must not cost a subscription. */
  zone: preferencesSchema.shape.zone.catch(undefined),
});
const acceptedSchema = z.object({ status: z.literal("accepted"), message: z.string() });
const ACCEPTED = {
  status: "accepted" as const,
  message: "Check your inbox: a mail asks you to confirm the address. Nothing is sent before that.",
};

function chosen({ preferences, zone }: z.infer<typeof bodySchema>): Preferences {
  return { ...(zone ? { zone } : {}), ...preferences };
}

async function limit({ limiter }: ApiContext, request: FastifyRequest): Promise<void> {
  const passage = await limiter.consume(request.ip);
  if (passage.kind === "ok") return;
  const minutes = Math.max(1, Math.ceil(passage.retryAfterSeconds / 60));
  throw new ProblemError({
    status: 429,
    title: "Too many requests",
    detail: `Too many subscriptions were asked for from your network. Please try again in ${minutes} min.`,
    code: "rate_limited",
    retryAfterSeconds: passage.retryAfterSeconds,
  });
}

/** Faults cost no place in the limit: nothing is written for them, and people mistype. */
async function accept(ctx: ApiContext, request: FastifyRequest): Promise<string | null> {
  const body = request.body as z.infer<typeof bodySchema>;
  const address = parseEmailAddress(body.email);
  if (address.kind === "invalid") return address.reason;
  await limit(ctx, request);
  const channel = wantsPage(request) ? "page" : "api";
  const outcome = await subscribe(ctx, { email: body.email, preferences: chosen(body), channel });
  return outcome.kind === "invalid" ? outcome.message : null;
}

export function addSubscriptionsRoute(app: ApiApp, ctx: ApiContext, form: SubscribeForm): void {
  app.route({
    method: "POST",
    url: "/api/subscriptions",
    schema: {
      summary: "Ask for the daily digest",
      description: "A confirmation mail follows, if the address may get one. Always the same body.",
      tags: ["subscriptions"],
      consumes: ["application/json", "application/x-www-form-urlencoded"],
      body: bodySchema,
      response: { 202: acceptedSchema, 422: problemSchema, 429: problemSchema },
    },
    async handler(request, reply) {
      const fault = await accept(ctx, request);
      if (wantsPage(request)) {
        if (fault === null) return form.accepted(reply.code(202));
        return form.invalid(reply.code(422), request.body.email, fault);
      }
      if (fault !== null) throw invalidField("email", fault);
      return reply.code(202).send(ACCEPTED);
    },
  });
}
