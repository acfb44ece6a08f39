// /unsubscribe/:token: GET asks and changes nothing; POST ends it, for the page's button and for the
// one-click request of mail programs (RFC 8058) alike. A POST is answered 200 whatever the token is,
// without redirect or cookie, and whatever its body is written as: the address alone decides.
import { z } from "zod";
import { lookUpSubscriber, unsubscribe } from "../subscriptions/unsubscribe.ts";
import type { PageApp, PageContext } from "./page-writer.ts";

const schema = { params: z.object({ token: z.string() }) };
const ONE_CLICK = /List-Unsubscribe/i;

async function addOneClick(app: PageApp, ctx: PageContext): Promise<void> {
  // Mail programs send urlencoded or multipart bodies, some of them broken ones. The body says only
  // who posted, so it is kept as text and never parsed.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));

  app.post("/unsubscribe/:token", { schema }, async (request, reply) => {
    const isOneClick = typeof request.body === "string" && ONE_CLICK.test(request.body);
    const { kind } = await unsubscribe(ctx, {
      token: request.params.token,
      channel: isOneClick ? "one-click" : "page",
    });
    // A mail program is told the same of every link; a person is told when theirs was no good.
    const isDone = isOneClick || kind === "unsubscribed";
    const title = isDone ? "You are unsubscribed" : "This link is not known";
    return ctx.writePage(reply, "unsubscribed", { title, isPrivate: true }, { isDone });
  });
}

export function addUnsubscribePage(app: PageApp, ctx: PageContext): void {
  app.get("/unsubscribe/:token", { schema }, async (request, reply) => {
    const { token } = request.params;
    const found = await lookUpSubscriber(ctx, "unsubscribe", token);
    if (found.kind === "unknown") {
      const head = { title: "This link is not known", isPrivate: true, status: 404 };
      return ctx.writePage(reply, "unsubscribed", head, { isDone: false });
    }
    const { id, email, state } = found.subscriber;
    const preferencesUrl = `/preferences/${ctx.tokens.sign("preferences", id)}`;
    const title = state === "unsubscribed" ? "You are unsubscribed" : "Unsubscribe";
    return ctx.writePage(
      reply,
      "unsubscribe",
      { title, isPrivate: true },
      { email, isOver: state === "unsubscribed", preferencesUrl },
    );
  });

  app.register((scope: PageApp) => addOneClick(scope, ctx));
}
