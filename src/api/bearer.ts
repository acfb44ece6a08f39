// Who speaks: the preferences token of a mail, as a bearer token (RFC 6750). No cookie exists.
import type { FastifyRequest } from "fastify";
import type { Context } from "../context.ts";
import type { Subscriber } from "../subscriptions/subscriber.ts";
import { lookUpSubscriber } from "../subscriptions/unsubscribe.ts";
import { ProblemError } from "./problem.ts";

/** @throws ProblemError 401, the same for a missing, a wrong and an outlived token */
export async function requireSubscriber(
  ctx: Pick<Context, "db" | "tokens">,
  request: FastifyRequest,
): Promise<Subscriber> {
  const token = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const found = await lookUpSubscriber(ctx, "preferences", token);
  if (found.kind === "found") return found.subscriber;
  throw new ProblemError({
    status: 401,
    title: "A token is needed",
    detail:
      "Send the preferences token from the foot of any digest: Authorization: Bearer <token>.",
    code: "token_required",
  });
}
