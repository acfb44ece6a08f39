// /outbox/:id: one kept mail as its reader would see it, read back from the bytes that would have
// been sent. Its HTML runs nothing: it stands in a sandboxed frame under a policy of its own.
import type { FastifyReply } from "fastify";
import PostalMime, { type Email } from "postal-mime";
import { z } from "zod";
import { getOutboxMessage, type OutboxMessage } from "../mail/outbox-store.ts";
import { spokenInstant } from "./page-words.ts";
import type { PageApp, PageContext } from "./page-writer.ts";

const schema = { params: z.object({ id: z.string() }) };

/** Mails style themselves inline; a link in one may take the whole window, by a real click only. */
const MAIL_CSP = [
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'",
  "form-action 'none'; frame-ancestors 'self'",
  "sandbox allow-top-navigation-by-user-activation",
].join("; ");
const FRAMING_CSP = "frame-src 'self'; default-src 'none'; style-src 'self'; img-src 'self' data:";

async function find(ctx: PageContext, id: string): Promise<OutboxMessage | null> {
  return /^[1-9]\d{0,8}$/.test(id) ? getOutboxMessage(ctx.db, Number(id)) : null;
}

function writeMissing(ctx: PageContext, reply: FastifyReply): FastifyReply {
  const title = "No such mail";
  const detail = "The outbox keeps the newest few hundred mails; this one is not among them.";
  const link = { url: "/outbox", label: "See the outbox" };
  const head = { title, isPrivate: true, status: 404 };
  return ctx.writePage(reply, "error", head, { title, detail, link });
}

function show(ctx: PageContext, reply: FastifyReply, message: OutboxMessage, mail: Email) {
  const { id, recipient, subject, createdAt } = message;
  reply.header(
    "content-security-policy",
    `${FRAMING_CSP}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  );
  return ctx.writePage(
    reply,
    "outbox-message",
    { title: subject, isPrivate: true },
    {
      ...{ recipient, subject, text: mail.text ?? "", hasHtml: Boolean(mail.html) },
      createdAt: spokenInstant(createdAt),
      url: `/outbox/${id}`,
      headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    },
  );
}

/** Links take the whole window: no page of ours lets itself be framed, nor runs in a sandboxed tab. */
function aimedAtTop(html: string): string {
  const base = '<base target="_top">';
  const aimed = html.replace(/\starget="_blank"/gi, "");
  return /<head[^>]*>/i.test(aimed) ? aimed.replace(/<head[^>]*>/i, `$&${base}`) : base + aimed;
}

export function addOutboxMessagePage(app: PageApp, ctx: PageContext): void {
  if (ctx.config.smtp !== null) return;

  app.get("/outbox/:id", { schema }, async (request, reply) => {
    const message = await find(ctx, request.params.id);
    if (!message) return writeMissing(ctx, reply);
    return show(ctx, reply, message, await PostalMime.parse(message.content));
  });

  app.get("/outbox/:id/html", { schema }, async (request, reply) => {
    const message = await find(ctx, request.params.id);
    if (!message) return writeMissing(ctx, reply);
    const { html } = await PostalMime.parse(message.content);
    return reply
      .headers({ "content-security-policy": MAIL_CSP, "cache-control": "no-store" })
      .type("text/html; charset=utf-8")
      .send(aimedAtTop(html ?? ""));
  });

  app.get("/outbox/:id/message.eml", { schema }, async (request, reply) => {
    const message = await find(ctx, request.params.id);
    if (!message) return writeMissing(ctx, reply);
    return reply
      .header("content-disposition", `attachment; filename="paperboy-${message.id}.eml"`)
      .header("cache-control", "no-store")
      .type("message/rfc822")
      .send(message.content);
  });
}
