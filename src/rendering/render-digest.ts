// Digests in three costs: the template once per process, the papers once per edition, and for each
// reader only a joining of ready parts with a few links.
import { composeMessage, formatMailbox } from "../mail/compose-message.ts";
import type { Card, DigestReader, EditionForMail, MailSettings, RenderedMail } from "./digest.ts";
import { digestHeaders, messageIdOf } from "./digest-headers.ts";
import { textNotices } from "./digest-text.ts";
import { countPapers, noticesFor, preheader, subjectLine } from "./digest-words.ts";
import { compileFrame, escapeHtml, type FramePiece } from "./mail-frame.ts";
import {
  DIGEST_SLOTS,
  type DigestPiece,
  type PreparedEdition,
  type PreparedPart,
  prepareEdition,
} from "./prepare-edition.ts";
import { joinPlain, type Segment, segmentOf } from "./segment.ts";
import type { Templates } from "./template-engine.ts";

export interface DigestRenderer {
  /** Do this once per edition and keep the result; MJML is loaded and compiled the first time. */
  prepareEdition(edition: EditionForMail): Promise<PreparedEdition>;
  renderDigest(prepared: PreparedEdition, reader: DigestReader): RenderedMail;
  /** The same mail with its parts in the clear, to look at. */
  renderDigestParts(
    prepared: PreparedEdition,
    reader: DigestReader,
  ): RenderedMail & { html: string; text: string };
}

/** Gmail cuts an HTML part at about 102 KB and hides what follows; counted as encoded. */
const HTML_LIMIT = 90 * 1024;
/** What notices and a reader's long links may take of it. */
const PERSONAL_RESERVE = 6 * 1024;
const BOUNDARY = "=_paperboy_digest";

export function createDigestRenderer(templates: Templates, settings: MailSettings): DigestRenderer {
  let frame: Promise<FramePiece[]> | null = null;
  const sender = formatMailbox(settings.from);
  const build = (prepared: PreparedEdition, reader: DigestReader) => {
    const digest = assemble(prepared, reader, templates);
    const { subject, html, text } = digest;
    const content = composeMessage({
      headers: digestHeaders(settings, sender, reader, prepared.date, subject),
      text: text.map((segment) => segment.encoded),
      html: html.map((segment) => segment.encoded),
      boundary: BOUNDARY,
    });
    return {
      ...digest,
      mail: { messageId: messageIdOf(reader.deliveryId, settings.from), subject, content },
    };
  };
  return {
    async prepareEdition(edition) {
      frame ??= compileFrame(templates, "mail/digest.mjml", DIGEST_SLOTS);
      return prepareEdition(edition, await frame, settings, templates);
    },
    renderDigest: (prepared, reader) => build(prepared, reader).mail,
    renderDigestParts(prepared, reader) {
      const { mail, html, text } = build(prepared, reader);
      return { ...mail, html: joinPlain(html), text: joinPlain(text) };
    },
  };
}

interface Digest {
  subject: string;
  html: Segment[];
  text: Segment[];
}

function assemble(prepared: PreparedEdition, reader: DigestReader, templates: Templates): Digest {
  const cards = reader.paperIds.flatMap((id) => prepared.cardOf(id) ?? []);
  const shown = thatFit(cards, prepared.html);
  const notices = noticesFor({
    shown: cards.length,
    folded: cards.length - shown.length,
    hidden: reader.hidden ?? 0,
    editionUrl: prepared.editionUrl,
    preferencesUrl: reader.preferencesUrl,
  });
  const titles = cards.slice(0, 4).map((card) => card.title);
  const fill = fillWith({
    preheader: escapeHtml(preheader(titles, prepared.spokenDate)),
    summary: countPapers(cards.length),
    unsubscribeUrl: escapeHtml(reader.unsubscribeUrl),
    preferencesUrl: escapeHtml(reader.preferencesUrl),
    notices: notices.map((n) => templates.render("mail/digest-notice", n).trim()).join("\n"),
    unsubscribeLink: reader.unsubscribeUrl,
    preferencesLink: reader.preferencesUrl,
    textNotices: textNotices(notices),
  });
  const part = ({ before, after }: PreparedPart, middle: Segment[]) => [
    ...before.map(fill),
    ...middle,
    ...after.map(fill),
  ];
  return {
    subject: subjectLine(titles[0], cards.length),
    html: part(
      prepared.html,
      shown.map((card) => card.html),
    ),
    text: part(
      prepared.text,
      shown.map((card) => card.text),
    ),
  };
}

/** The first cards that keep the HTML part under its limit; at least one. */
function thatFit(cards: readonly Card[], { before, after }: PreparedPart): Card[] {
  let size = PERSONAL_RESERVE;
  for (const piece of [...before, ...after]) size += "slot" in piece ? 0 : piece.encoded.length;
  const end = cards.findIndex((card, index) => {
    size += card.html.encoded.length;
    return index > 0 && size > HTML_LIMIT;
  });
  return end === -1 ? [...cards] : cards.slice(0, end);
}

/** Gives each slot its segment; a value that occurs twice is encoded once. */
function fillWith(values: Readonly<Record<string, string>>): (piece: DigestPiece) => Segment {
  const made = new Map<string, Segment>();
  return (piece) => {
    if (!("slot" in piece)) return piece;
    const segment = made.get(piece.slot) ?? segmentOf(values[piece.slot] ?? "");
    made.set(piece.slot, segment);
    return segment;
  };
}
