// /confirm/:token, where the mail's link leads. Looking changes nothing, however many programs look;
// the button confirms, once for all; a link that is over explains itself and offers another.
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { planFirstDigest } from "../deliveries/plan-deliveries.ts";
import {
  type ConfirmationLookUp,
  type ConfirmOutcome,
  confirmSubscription,
  lookUpConfirmation,
  requestNewConfirmation,
} from "../subscriptions/confirm-subscription.ts";
import { CONSENT_WORDING } from "../subscriptions/consent.ts";
import type { PageApp, PageContext } from "./page-writer.ts";
import { queryText } from "./query-text.ts";

const params = z.object({ token: z.string() });
const body = z.object({ first: queryText, action: queryText }).nullish();

const HEADS = {
  open: { title: "Confirm your address" },
  confirmed: { title: "You are subscribed" },
  expired: { title: "This link is over", status: 410 },
  unknown: { title: "This link is not known", status: 404 },
} as const;

function writeState(
  ctx: PageContext,
  reply: FastifyReply,
  kind: keyof typeof HEADS,
  data: object,
): FastifyReply {
  const head = { ...HEADS[kind], isPrivate: true };
  return ctx.writePage(reply, `confirm-${kind}`, head, data);
}

function writeLookUp(ctx: PageContext, reply: FastifyReply, found: ConfirmationLookUp) {
  const email = found.kind === "unknown" ? null : found.email;
  return writeState(ctx, reply, found.kind, { email, wording: CONSENT_WORDING.confirmed });
}

type Confirmed = Extract<ConfirmOutcome, { kind: "confirmed" }>;

/** Only who has just confirmed is shown the way to their preferences: the link works once. */
async function welcome(ctx: PageContext, reply: FastifyReply, done: Confirmed, sendNow: boolean) {
  const { subscriberId, email, first } = done;
  const firstDate = first && sendNow ? await planFirstDigest(ctx, subscriberId) : null;
  const preferencesUrl = first
    ? `/preferences/${ctx.tokens.sign("preferences", subscriberId)}`
    : null;
  const { time, timezone } = ctx.config.edition;
  return writeState(ctx, reply, "confirmed", {
    ...{ email, first, firstDate, preferencesUrl },
    edition: { time, timezone },
  });
}

export function addConfirmPage(app: PageApp, ctx: PageContext): void {
  const url = "/confirm/:token";

  app.get(url, { schema: { params } }, async (request, reply) =>
    writeLookUp(ctx, reply, await lookUpConfirmation(ctx, request.params.token)),
  );

  app.post(url, { schema: { params, body } }, async (request, reply) => {
    const { token } = request.params;
    if (request.body?.action === "renew") {
      await requestNewConfirmation(ctx, { token });
      return ctx.writePage(reply, "check-inbox", { title: "Check your inbox", isPrivate: true });
    }
    const outcome = await confirmSubscription(ctx, { token, channel: "page" });
    if (outcome.kind !== "confirmed") return writeState(ctx, reply, outcome.kind, {});
    return welcome(ctx, reply, outcome, request.body?.first === "now");
  });
}
