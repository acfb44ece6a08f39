// Cleans what strangers wrote before it is kept: one line, no control or direction characters, no
// broken code points, never longer than a bound. The text stays text; escaping is rendering's work.

/** Bounds in characters: longer ones are cut, and the world's longest real ones are shorter. */
export const TITLE_LIMIT = 500;
export const ABSTRACT_LIMIT = 10_000;
const NAME_LIMIT = 120;
const AUTHORS_LIMIT = 100;

// Format (bidi overrides, zero-width, byte order mark), surrogate, private-use characters and those
// that are none. The two joiners that scripts need are kept.
const NOT_TEXT = /(?![\u200c\u200d])[\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu;

/** One clean line of at most `limit` characters. */
export function cleanText(value: string, limit: number): string {
  // Cut first, so that a megabyte costs no more than the limit does.
  const line = value
    .slice(0, limit * 4)
    .replace(/\p{Cc}/gu, " ")
    .replace(NOT_TEXT, "")
    .replace(/\s+/gu, " ")
    .trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(NOT_TEXT, "")}…`;
}

/** Names in order, empty ones dropped. */
export function cleanNames(names: readonly string[]): string[] {
  return names
    .slice(0, AUTHORS_LIMIT)
    .map((name) => cleanText(name, NAME_LIMIT))
    .filter((name) => name !== "");
}
