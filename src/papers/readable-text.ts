// Turns the TeX that titles and abstracts carry into Unicode that a mail can show: O(n²) for
// $O(n^{2})$. What it does not know stays readable as words; nothing it is given makes it fail.
import {
  ACCENTS,
  DOUBLE_STRUCK,
  EMPTY,
  FUNCTIONS,
  SILENT,
  STYLES,
  SUBSCRIPTS,
  SUPERSCRIPTS,
  SYMBOLS,
} from "./tex-symbols.ts";

const MAX_DEPTH = 12;

interface Reader {
  tex: string;
  at: number;
  depth: number;
  /** False in running text, where ^ and _ and braces are what they look like. */
  math: boolean;
}

function inAlphabet(text: string, alphabet: ReadonlyMap<string, string>): string | null {
  const marks = [...text].map((char) => alphabet.get(char));
  return marks.includes(undefined) ? null : marks.join("");
}

function readScript(reader: Reader, mark: string): string {
  const script = readArgument(reader).trim();
  const styled = inAlphabet(script, mark === "^" ? SUPERSCRIPTS : SUBSCRIPTS);
  if (styled !== null) return styled;
  return `${mark}${[...script].length > 1 ? `(${script})` : script}`;
}

/** One argument: a group, a command or a character. */
function readArgument(reader: Reader): string {
  while (reader.tex[reader.at] === " ") reader.at += 1;
  const char = reader.tex[reader.at];
  if (char === undefined || char === "}") return "";
  if (char === "\\") return readCommand(reader);
  const [whole = char] = reader.tex.slice(reader.at, reader.at + 2);
  reader.at += whole.length;
  return char === "{" ? readGroup(reader) : whole;
}

/** Leaves out `[…]` where it follows. */
function skipOption(reader: Reader): string {
  if (reader.tex[reader.at] !== "[") return "";
  const end = reader.tex.indexOf("]", reader.at);
  if (end === -1) return "";
  const option = reader.tex.slice(reader.at + 1, end);
  reader.at = end + 1;
  return option;
}

const grouped = (text: string) => (/^[\p{L}\p{N}]+$/u.test(text) ? text : `(${text})`);

function readAccent(reader: Reader, mark: string): string {
  const [first = "", ...rest] = readArgument(reader);
  if (rest.length > 0 && mark === ACCENTS.get("overline")) return first + rest.join("");
  const plain = first === "ı" ? "i" : first === "ȷ" ? "j" : first;
  return plain === "" ? "" : (plain + mark).normalize("NFC") + rest.join("");
}

function readFraction(reader: Reader): string {
  const above = readArgument(reader);
  return `${grouped(above)}/${grouped(readArgument(reader))}`;
}

/** Commands that make something of their arguments. */
const SHAPES: Record<string, (reader: Reader) => string> = {
  frac: readFraction,
  tfrac: readFraction,
  dfrac: readFraction,
  sqrt: (reader) => {
    const root = skipOption(reader);
    const sign = root === "3" ? "∛" : root === "4" ? "∜" : "√";
    return sign + grouped(readArgument(reader));
  },
  mathbb: (reader) => {
    const letters = readArgument(reader);
    return inAlphabet(letters, DOUBLE_STRUCK) ?? letters;
  },
  href: (reader) => {
    readArgument(reader);
    return readArgument(reader);
  },
};

function readNamed(reader: Reader, name: string): string {
  const shape = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
  if (shape !== undefined) return shape(reader);
  if (STYLES.has(name)) return readArgument(reader);
  if (SILENT.has(name)) {
    skipOption(reader);
    readArgument(reader);
    return "";
  }
  if (EMPTY.has(name)) return "";
  const accent = ACCENTS.get(name);
  if (accent !== undefined) return readAccent(reader, accent);
  const symbol = SYMBOLS.get(name);
  if (symbol !== undefined) return symbol;
  // An author's own macro: its argument says more than its name.
  return (reader.tex[reader.at] === "{" && readArgument(reader)) || name;
}

/** A command's name ends at the first character that is no letter; TeX takes a space after it too. */
function readCommand(reader: Reader): string {
  const name = /^[A-Za-z]+/.exec(reader.tex.slice(reader.at + 1, reader.at + 40))?.[0];
  if (name === undefined) return readEscape(reader);
  const before = reader.tex[reader.at - 1] ?? "";
  reader.at += 1 + name.length;
  if (reader.tex[reader.at] === "*") reader.at += 1;
  if (FUNCTIONS.has(name)) return /[\p{L}\p{N})]/u.test(before) ? ` ${name}` : name;
  if (!reader.math && reader.tex[reader.at] === " " && SYMBOLS.has(name)) reader.at += 1;
  return readNamed(reader, name);
}

function readEscape(reader: Reader): string {
  const char = reader.tex[reader.at + 1] ?? "";
  reader.at += 2;
  if ("\\ ;:,".includes(char)) return char === "," ? "\u2009" : " ";
  if ("!/-()[]".includes(char)) return "";
  const accent = ACCENTS.get(char);
  return accent === undefined ? char : readAccent(reader, accent);
}

/** Up to the closing brace, or to the end. */
function readGroup(reader: Reader): string {
  reader.depth += 1;
  let out = "";
  while (reader.at < reader.tex.length && reader.tex[reader.at] !== "}") out += readNext(reader);
  reader.at += 1;
  reader.depth -= 1;
  return out;
}

/** TeX's unbreakable space, as against "~10" and "/~home". */
function isTie(tex: string, at: number): boolean {
  return /[\p{L}\p{N}.)\]]~[\p{L}\p{N}\\([]/u.test(tex.slice(Math.max(0, at - 1), at + 2));
}

function readNext(reader: Reader): string {
  const { tex, at, math, depth } = reader;
  const char = tex[at] as string;
  if (char === "\\" && depth < MAX_DEPTH) return readCommand(reader);
  reader.at += 1;
  if (char === "{" && depth < MAX_DEPTH && (math || depth > 0 || tex[at + 1] === "\\")) {
    return readGroup(reader);
  }
  if (char === "~" && (math || isTie(tex, at))) return " ";
  if (!math) return char;
  if ((char === "^" || char === "_") && depth < MAX_DEPTH) return readScript(reader, char);
  if (char === "'") return "′";
  return "{}&".includes(char) ? "" : char;
}

function read(tex: string, math: boolean): string {
  const reader: Reader = { tex, at: 0, depth: 0, math };
  let out = "";
  while (reader.at < tex.length) out += readNext(reader);
  return out;
}

/** $…$ as pandoc sees it: nothing blank inside the dollars, no digit after them; and its kin. */
const MATH =
  /(?<!\\)\$\$([^$]{1,500})\$\$|(?<!\\)\$(?!\s)([^$]{1,500}?)(?<![\s\\])\$(?!\d)|\\\(([^$]{1,500}?)\\\)|\\\[([^$]{1,500}?)\\\]/g;

function readRunningText(text: string): string {
  const dashes = text
    .replace(/---/g, "—")
    .replace(/(?<=\w)--(?=\w)/g, "–")
    .replace(/``/g, "“")
    .replace(/''/g, "”");
  return /[\\~]/.test(dashes) ? read(dashes, false) : dashes;
}

/** A title or an abstract as people read it. Text without TeX comes back as it is. */
export function readableText(text: string): string {
  if (!/[\\$~`]|--|''/.test(text)) return text;
  let out = "";
  let end = 0;
  for (const match of text.matchAll(MATH)) {
    out += readRunningText(text.slice(end, match.index));
    out += read(match.slice(1).find((part) => part !== undefined) ?? "", true).trim();
    end = match.index + match[0].length;
  }
  return (out + readRunningText(text.slice(end))).replace(/[^\S\u2009]+/g, " ").trim();
}
