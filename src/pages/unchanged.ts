// Conditional requests (RFC 9110 §13): whoever holds what we would send is told so, and sent nothing.
import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Sends `body`, or 304 where the asker's copy is still good. */
export function sendUnlessUnchanged(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  body: string,
  modified: Date,
): FastifyReply {
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const since = Date.parse(headers["if-modified-since"] ?? "");
  // Seconds are all that an HTTP date has; a tag says more, so where there is one it decides.
  const isOld = Math.floor(modified.getTime() / 1_000) * 1_000 > since || Number.isNaN(since);
  const given = headers["if-none-match"];
  const isUnchanged = given === undefined ? !isOld : holdsTag(given, tag);
  reply.headers({
    etag: tag,
    "last-modified": modified.toUTCString(),
    "cache-control": "no-cache",
  });
  return isUnchanged ? reply.code(304).send() : reply.send(body);
}

function holdsTag(given: string, tag: string): boolean {
  const tags = given.split(",").map((one) => one.trim().replace(/^W\//, ""));
  return tags.includes(tag) || tags.includes("*");
}
