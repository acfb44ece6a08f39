// Writes pages: one frame around each, one set of headers. A page is complete as HTML; the only
// script tells the form the browser's time zone.
import type { FastifyReply } from "fastify";
import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod";
import type { Context } from "../context.ts";
import type { PageAssets } from "./page-assets.ts";

/** Fastify whose requests are typed by their Zod schemas. */
export type PageApp = Parameters<FastifyPluginCallbackZod>[0];

export interface PageHead {
  /** Without the product's name. null: the product's own sentence. */
  title: string | null;
  description?: string;
  status?: number;
  /** A feed of what the page shows, beside the one of the editions. */
  feed?: { url: string; title: string };
  /** What the address or the page holds is one person's: kept by no cache, listed by no engine. */
  isPrivate?: boolean;
}

export type WritePage = (
  reply: FastifyReply,
  template: string,
  head: PageHead,
  data?: object,
) => FastifyReply;

export interface PageContext extends Context {
  assets: PageAssets;
  writePage: WritePage;
}

export const PROMISE = "Get trending papers in your email inbox once a day!";
const DESCRIPTION =
  "The day's trending research papers in one email: ranked by signals you can check, at your hour, gone with one click.";

/** Pages whose address holds a token are nobody else's business. */
const PRIVATE_HEADERS = { "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" };

export function createPageWriter(
  { templates, config }: Pick<Context, "templates" | "config">,
  assets: PageAssets,
): WritePage {
  const site = {
    assets,
    host: new URL(config.http.publicUrl).host,
    hasOutbox: config.smtp === null,
  };
  return (reply, template, { title, description = DESCRIPTION, ...head }, data = {}) => {
    const isPrivate = head.isPrivate ?? false;
    const body = templates.render(`pages/${template}`, { site, ...data });
    const html = templates.render("pages/frame", {
      ...{ site, description, isPrivate, body, feed: head.feed },
      title: title === null ? `Paperboy: ${PROMISE}` : `${title} · Paperboy`,
    });
    if (head.status) reply.code(head.status);
    const headers = isPrivate ? PRIVATE_HEADERS : { "cache-control": "no-cache" };
    return reply.headers(headers).type("text/html; charset=utf-8").send(html);
  };
}
