// The mail that asks for a confirmation: one link a part, nothing of what the requester typed, and
// the word that ignoring it is enough.
import {
  composeMessage,
  encodeQuotedPrintable,
  formatDate,
  formatMailbox,
} from "../mail/compose-message.ts";
import { wrapText } from "./clean-text.ts";
import type { MailSettings, RenderedMail } from "./digest.ts";
import { TEXT_WIDTH } from "./digest-card.ts";
import { messageIdOf } from "./digest-headers.ts";
import { compileFrame, escapeHtml, type FramePiece, fillSlots } from "./mail-frame.ts";
import type { Templates } from "./template-engine.ts";

export interface ConfirmationRequest {
  /** Left part of the Message-ID. */
  confirmationId: string;
  email: string;
  confirmUrl: string;
  expiresInHours: number;
  /** For the Date header. */
  now: Date;
}

export type ConfirmationRenderer = (request: ConfirmationRequest) => Promise<RenderedMail>;

const SUBJECT = "Confirm your subscription to trending papers";

/** MJML is loaded and compiled with the first mail. */
export function createConfirmationRenderer(
  templates: Templates,
  settings: MailSettings,
): ConfirmationRenderer {
  let frame: Promise<FramePiece[]> | null = null;
  const { publicHost, from } = settings;
  return async (request) => {
    frame ??= compileFrame(templates, "mail/confirmation.mjml", ["host", "confirmUrl", "hours"]);
    const { confirmUrl, expiresInHours } = request;
    const [html] = fillSlots(await frame, {
      host: escapeHtml(publicHost),
      confirmUrl: escapeHtml(confirmUrl),
      hours: String(expiresInHours),
    });
    const messageId = messageIdOf(request.confirmationId, from);
    const content = composeMessage({
      headers: [
        ["From", formatMailbox(from)],
        ["To", formatMailbox({ address: request.email })],
        ["Subject", SUBJECT],
        ["Date", formatDate(request.now)],
        ["Message-ID", messageId],
        ["Auto-Submitted", "auto-generated"],
      ],
      text: [encodeQuotedPrintable(confirmationText(publicHost, confirmUrl, expiresInHours))],
      html: [encodeQuotedPrintable(html && "ready" in html ? html.ready : "")],
      boundary: "=_paperboy_confirmation",
    });
    return { messageId, subject: SUBJECT, content };
  };
}

function confirmationText(host: string, confirmUrl: string, hours: number): string {
  const paragraphs = [
    "CONFIRM YOUR SUBSCRIPTION",
    `Somebody, hopefully you, asked to get trending papers at this address once a day from ${host}. Confirm it on this page, and the first digest comes with the next edition:`,
    confirmUrl,
    `The link works for ${hours} hours. If it was not you, ignore this mail: nothing will be sent, and you need not do anything.`,
  ];
  return `${paragraphs.map((text) => wrapText(text, TEXT_WIDTH)).join("\n\n")}\n`;
}
