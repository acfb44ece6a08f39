// What is done once per edition: the frame's own values are filled in and everything that does not
// depend on the reader is encoded, so that a reader costs a joining of buffers.
import { cleanText } from "./clean-text.ts";
import type { Card, EditionForMail, MailSettings } from "./digest.ts";
import { createCard } from "./digest-card.ts";
import { textAfterCards, textBeforeCards } from "./digest-text.ts";
import { spokenDate } from "./digest-words.ts";
import { escapeHtml, type FramePiece, fillSlots } from "./mail-frame.ts";
import { type Segment, segmentOf } from "./segment.ts";
import type { Templates } from "./template-engine.ts";

export const DIGEST_SLOTS = [
  "date",
  "host",
  "publicUrl",
  "editionUrl",
  "note",
  "preheader",
  "summary",
  "unsubscribeUrl",
  "preferencesUrl",
  "cardsStart",
  "card",
  "cardsEnd",
  "notices",
] as const;

/** A stretch that is the same for all readers, or the name of what each reader gets there. */
export type DigestPiece = Segment | { slot: string };

/** A part of the mail around its cards. */
export interface PreparedPart {
  before: readonly DigestPiece[];
  after: readonly DigestPiece[];
}

export interface PreparedEdition {
  date: string;
  spokenDate: string;
  editionUrl: string;
  html: PreparedPart;
  text: PreparedPart;
  /** undefined where the edition does not hold the paper; made when first asked for. */
  cardOf(paperId: number): Card | undefined;
}

const NOTE_LIMIT = 400;

export function prepareEdition(
  edition: EditionForMail,
  frame: readonly FramePiece[],
  settings: MailSettings,
  templates: Templates,
): PreparedEdition {
  const { publicUrl, publicHost } = settings;
  const editionUrl = `${publicUrl}/editions/${edition.date}`;
  const note = cleanText(edition.note ?? "", NOTE_LIMIT).replaceAll("[[", "[ [");
  const date = spokenDate(edition.date);
  const pieces = fillSlots(frame, {
    date: escapeHtml(date),
    host: escapeHtml(publicHost),
    publicUrl: escapeHtml(publicUrl),
    editionUrl: escapeHtml(editionUrl),
    note: note && templates.render("mail/digest-notice", { text: note }).trim(),
  });
  const at = (slot: string) => pieces.findIndex((piece) => "slot" in piece && piece.slot === slot);
  const around = [readyAt(pieces, at("card") - 1), readyAt(pieces, at("card") + 1)] as const;
  return {
    date: edition.date,
    spokenDate: date,
    editionUrl,
    html: {
      before: encode(pieces.slice(0, at("cardsStart"))),
      after: encode(pieces.slice(at("cardsEnd") + 1)),
    },
    text: {
      before: encode(textBeforeCards(date, note, editionUrl)),
      after: encode(textAfterCards(publicUrl)),
    },
    cardOf: createCards(edition, (paper) => createCard(paper, publicUrl, templates, around)),
  };
}

/** Makes a paper's card when somebody first gets it, and keeps it. */
function createCards(
  { papers }: EditionForMail,
  create: (paper: EditionForMail["papers"][number]) => Card,
): PreparedEdition["cardOf"] {
  const byId = new Map(papers.map((paper) => [paper.paperId, paper]));
  const cards = new Map<number, Card>();
  return (paperId) => {
    const paper = byId.get(paperId);
    let card = cards.get(paperId);
    if (!card && paper) {
      card = create(paper);
      cards.set(paperId, card);
    }
    return card;
  };
}

function readyAt(pieces: readonly FramePiece[], index: number): string {
  const piece = pieces[index];
  return piece && "ready" in piece ? piece.ready : "";
}

function encode(pieces: readonly FramePiece[]): DigestPiece[] {
  return pieces.map((piece) => ("ready" in piece ? segmentOf(piece.ready) : piece));
}
