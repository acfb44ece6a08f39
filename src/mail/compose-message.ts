// Builds finished messages out of parts that are already quoted-printable: no header can be
// injected, no line passes 998 octets, and only CRLF ends a line. The encoders are Nodemailer's.
import { encodeWord, foldLines } from "nodemailer/lib/mime-funcs";
import MimeNode from "nodemailer/lib/mime-node";
import { encode, wrap } from "nodemailer/lib/qp";

export interface Mailbox {
  name?: string;
  address: string;
}

export interface MessageParts {
  /** In order; From, To and Subject among them. MIME headers are added here. */
  headers: readonly (readonly [name: string, value: string])[];
  /** Both as encodeQuotedPrintable gives them, one or several to join. */
  text: readonly Buffer[];
  html: readonly Buffer[];
  /** Must hold "=_", which quoted-printable can never contain. */
  boundary: string;
}

const CONTROLS_AND_SPACE = /[\p{Cc} ]+/gu;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Short values of this kind, most of them, need none of the work. */
const PLAIN_VALUE = /^[\x21-\x3c\x3e-\x7e](?: ?[\x21-\x3c\x3e-\x7e])*$/;
const PLAIN_ADDRESS = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const MAX_LINE = 998;
const FOLD_AT = 76;
const MAX_ENCODED_WORD = 52;

/**
 * One header field, folded, ending in CRLF. Line breaks and controls in the value become spaces;
 * what is not ASCII, or only looks like an RFC 2047 word, is encoded so that it reads as typed.
 */
export function encodeHeader(name: string, value: string): string {
  const short = name.length + value.length < FOLD_AT;
  if (short && PLAIN_VALUE.test(value)) return `${name}: ${value}\r\n`;
  const clean = value.replace(CONTROLS_AND_SPACE, " ").trim();
  const unstructured = name === "Subject";
  const plain = PRINTABLE_ASCII.test(clean) && !(unstructured && clean.includes("=?"));
  const field = fold(name, plain ? clean : encodeWord(clean, "Q", MAX_ENCODED_WORD));
  const tooLong = field.split("\r\n").some((line) => line.length > MAX_LINE);
  return `${tooLong ? fold(name, encodeWord(clean, "Q", MAX_ENCODED_WORD)) : field}\r\n`;
}

/** Never folds between the name and the value: a first line without a value upsets parsers. */
function fold(name: string, value: string): string {
  return foldLines(`${name}:\x01${value}`, FOLD_AT).replace("\x01", " ");
}

/** A mailbox for From or To; the name is quoted or encoded, the address cannot become two. */
export function formatMailbox({ name, address }: Mailbox): string {
  if (!name && PLAIN_ADDRESS.test(address)) return address;
  return MimeNode.encodeHeaderValue("From", { name: name ?? "", address });
}

/** RFC 5322 §3.3, in UTC. */
export function formatDate(instant: Date): string {
  return instant.toUTCString().replace("GMT", "+0000");
}

/** Room for an escaped first character (2) and the "=" of a closing soft break, within 76. */
const WRAP_AT = 73;
const FULL_LINE = /.{73}/g;
/** A link, as a rule: nothing to encode, only to wrap. */
const PLAIN_WORD = /^[\x21-\x3c\x3e-\x7e]+$/;

/**
 * RFC 2045 §6.7 in UTF-8, lines of at most 76, line breaks as CRLF. The result ends at the start
 * of a line (by a soft break where the text does not end with one), so results can be joined.
 * No line starts with a dot or "From ", which relays are known to change.
 */
export function encodeQuotedPrintable(text: string): Buffer {
  if (text === "") return Buffer.alloc(0);
  const lines = PLAIN_WORD.test(text)
    ? text.replace(FULL_LINE, "$&=\r\n")
    : wrap(encode(text.replace(/\r\n?|\n/g, "\r\n")), WRAP_AT);
  const safe = lines.replace(/^\./gm, "=2E").replace(/^From /gm, "=46rom ");
  return Buffer.from(safe.endsWith("\r\n") ? safe : `${safe}=\r\n`, "latin1");
}

/** A multipart/alternative message: text first, HTML last, as RFC 2046 §5.1.4 orders them. */
export function composeMessage({ headers, text, html, boundary }: MessageParts): Buffer {
  if (!boundary.includes("=_")) throw new TypeError("a boundary must hold =_");
  const head = headers.map(([name, value]) => encodeHeader(name, value)).join("");
  return Buffer.concat([
    Buffer.from(
      `${head}MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${partHead(boundary, "plain")}`,
    ),
    ...text,
    Buffer.from(`\r\n${partHead(boundary, "html")}`),
    ...html,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

function partHead(boundary: string, subtype: string): string {
  return `--${boundary}\r\nContent-Type: text/${subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
}
