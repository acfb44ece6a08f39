// The text part of a digest around its cards: good to read by itself, with every link that the
// HTML part has. `[[name]]` stands for what each reader gets there.
import { wrapText } from "./clean-text.ts";
import { TEXT_WIDTH } from "./digest-card.ts";
import type { Notice } from "./digest-words.ts";
import { type FramePiece, splitAtSlots } from "./mail-frame.ts";

export const TEXT_RULE = "-".repeat(TEXT_WIDTH);

export function textBeforeCards(date: string, note: string, editionUrl: string): FramePiece[] {
  const head = [
    "TRENDING PAPERS",
    `${date} · [[summary]]`,
    ...(note ? ["", wrapText(note, TEXT_WIDTH)] : []),
    "",
    `Read on the web: ${editionUrl}`,
    "Unsubscribe: [[unsubscribeLink]]",
    "",
    TEXT_RULE,
  ];
  // A note is a sentence of ours, but not even it may name a slot.
  return splitAtSlots(`${head.join("\n")}\n\n`);
}

export function textAfterCards(publicUrl: string): FramePiece[] {
  const tail = [
    "[[textNotices]]You get this mail once a day because you confirmed your address at:",
    publicUrl,
    "",
    "Change your preferences: [[preferencesLink]]",
    "Unsubscribe: [[unsubscribeLink]]",
  ];
  return splitAtSlots(`${tail.join("\n")}\n`);
}

export function textNotices(notices: readonly Notice[]): string {
  return notices
    .map(({ text, link }) => {
      const said = wrapText(text, TEXT_WIDTH);
      return link ? `${said}\n${link.label}: ${link.url}\n\n` : `${said}\n\n`;
    })
    .join("");
}
