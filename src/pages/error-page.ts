// What a person sees when a request fails: what happened, and what to do.
import type { FastifyReply } from "fastify";
import type { PageContext } from "./page-writer.ts";

export function writeErrorPage(
  { writePage }: Pick<PageContext, "writePage">,
  reply: FastifyReply,
  fault: { status: number; title: string; detail: string },
): FastifyReply {
  const { status, title, detail } = fault;
  return writePage(reply, "error", { title, status, isPrivate: true }, { title, detail });
}
