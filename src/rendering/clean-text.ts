// Text of strangers made fit to print: paper titles, abstracts and names are hostile until cleaned.
// What comes out is one line without controls, direction overrides or invisible characters.

/** Formatting characters (bidi overrides and isolates, zero-width spaces, tags) but the joiners. */
const UNSEEN = /(?![\u200c\u200d])\p{Cf}|\p{Cs}|\p{Co}|\p{Noncharacter_Code_Point}/gu;
const SPACES = /[\p{Cc}\p{Z}]+/gu;
/** Marks piled up to cover the lines around them. */
const PILED_MARKS = /(\p{M}{6})\p{M}+/gu;
/** How much more than the limit is looked at: a megabyte costs no more than a paragraph. */
const MARGIN = 4;

/** @param limit in characters; longer text is cut at a word and ends with "…" */
export function cleanText(value: string, limit: number): string {
  const clean = value
    .slice(0, limit * MARGIN)
    .replace(SPACES, " ")
    .replace(UNSEEN, "")
    .replace(PILED_MARKS, "$1")
    .trim();
  return cutAtWord(clean, limit);
}

/** For text that is clean already. */
export function cutAtWord(text: string, limit: number, mark = "…"): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(" ");
  // A text without spaces (Chinese, or an attack) is cut where it stands.
  const end = space > limit * 0.7 ? space : cut.length;
  return `${cut.slice(0, end).replace(/(?:\u200d|[\p{Cs}\s,;:.([{–—-])+$/u, "")}${mark}`;
}

/** Lines of at most `width` characters, each after `indent`; a longer word keeps its own line. */
export function wrapText(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    if (line !== indent && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}
