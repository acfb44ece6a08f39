// /preferences/:token: what a reader gets and when, shown by GET and changed by the form's POST.
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Subscriber } from "../subscriptions/subscriber.ts";
import { lookUpSubscriber } from "../subscriptions/unsubscribe.ts";
import { updatePreferences } from "../subscriptions/update-preferences.ts";
import type { PageApp, PageContext } from "./page-writer.ts";
import { formOf, parsePreferencesForm } from "./preferences-form.ts";

const params = z.object({ token: z.string() });
const body = z.record(z.string(), z.unknown()).nullish();

interface Notice {
  saved?: boolean;
  fault?: string;
}

function write(ctx: PageContext, reply: FastifyReply, reader: Subscriber, notice: Notice) {
  const { time, timezone } = ctx.config.edition;
  return ctx.writePage(
    reply,
    "preferences",
    { title: "Your preferences", isPrivate: true, status: notice.fault ? 422 : 200 },
    {
      ...notice,
      email: reader.email,
      state: reader.state,
      form: formOf(reader),
      edition: { time, timezone },
      unsubscribeUrl: `/unsubscribe/${ctx.tokens.sign("unsubscribe", reader.id)}`,
    },
  );
}

function writeUnknown(ctx: PageContext, reply: FastifyReply): FastifyReply {
  const title = "This link is not known";
  return ctx.writePage(
    reply,
    "error",
    { title, isPrivate: true, status: 404 },
    {
      title,
      detail:
        "It may have lost a part on its way, or the address was erased. Use the link at the foot of your newest digest.",
    },
  );
}

export function addPreferencesPage(app: PageApp, ctx: PageContext): void {
  const url = "/preferences/:token";

  app.get(url, { schema: { params } }, async (request, reply) => {
    const found = await lookUpSubscriber(ctx, "preferences", request.params.token);
    return found.kind === "found"
      ? write(ctx, reply, found.subscriber, {})
      : writeUnknown(ctx, reply);
  });

  app.post(url, { schema: { params, body } }, async (request, reply) => {
    const found = await lookUpSubscriber(ctx, "preferences", request.params.token);
    if (found.kind === "unknown") return writeUnknown(ctx, reply);
    const form = parsePreferencesForm(request.body ?? {});
    if (form.kind === "invalid") {
      return write(ctx, reply, found.subscriber, { fault: form.message });
    }
    const reader = await updatePreferences(ctx, found.subscriber.id, form.preferences);
    return reader ? write(ctx, reply, reader, { saved: true }) : writeUnknown(ctx, reply);
  });
}
