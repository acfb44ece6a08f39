// What every route of the API is added to, and what it may use.
import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod";
import type { Context } from "../context.ts";
import type { SubscribeLimiter } from "../subscriptions/rate-limit.ts";

/** Fastify whose requests and answers are typed by their Zod schemas. */
export type ApiApp = Parameters<FastifyPluginCallbackZod>[0];

export interface ApiContext extends Context {
  limiter: SubscribeLimiter;
}
