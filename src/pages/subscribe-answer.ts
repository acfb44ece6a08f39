// What a browser sees after posting the form: the same page for every address there is, or the form
// again with what to mend.
import type { FastifyReply } from "fastify";
import { cleanText } from "../rendering/clean-text.ts";
import { writeHomePage } from "./home-page.ts";
import type { PageContext } from "./page-writer.ts";

const TYPED_LIMIT = 300;

/** The address is not repeated: the page is the same to the byte whoever asks. */
export function writeCheckInboxPage(ctx: PageContext, reply: FastifyReply): FastifyReply {
  return ctx.writePage(reply, "check-inbox", { title: "Check your inbox", isPrivate: true });
}

export function writeInvalidAddressPage(
  ctx: PageContext,
  reply: FastifyReply,
  typed: string,
  message: string,
): Promise<FastifyReply> {
  return writeHomePage(ctx, reply, { email: cleanText(typed, TYPED_LIMIT), message });
}
