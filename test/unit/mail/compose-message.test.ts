// Finished messages, read back by a parser that is not ours: what went in is what a reader sees.
import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import {
  composeMessage,
  encodeHeader,
  encodeQuotedPrintable,
  formatDate,
  formatMailbox,
} from "../../../src/mail/compose-message.ts";

const anyText = fc.string({ unit: "binary", maxLength: 400 });

function message(subject: string, text = "text", html = "<p>html</p>"): Buffer {
  return composeMessage({
    headers: [
      ["From", "Paperboy <paperboy@example.org>"],
      ["To", "reader@example.net"],
      ["Subject", subject],
    ],
    text: [encodeQuotedPrintable(text)],
    html: [encodeQuotedPrintable(html)],
    boundary: "=_test",
  });
}

/** How a subject reads once line breaks and controls became spaces. */
function readable(subject: string): string {
  return subject
    .toWellFormed()
    .replace(/[\p{Cc} ]+/gu, " ")
    .trim();
}

test("any subject is read as it was written, and no header is added or lost", async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (subject) => {
      const mail = await PostalMime.parse(message(subject));
      expect(mail.subject ?? "").toBe(readable(subject));
      expect(mail.headers.map((header) => header.key)).toEqual([
        "from",
        "to",
        "subject",
        "mime-version",
        "content-type",
      ]);
    }),
    { numRuns: 300 },
  );
});

test.each([
  "Papers\r\nBcc: evil@example.com",
  "=?utf-8?Q?=0D=0ABcc:_evil@example.com?=",
  "=?utf-8?B?4oCu?= reversed",
  "Zoë's “naïve” 数学 👩‍🔬 paper",
  "x".repeat(3000),
  "é".repeat(500),
])("the subject %j is read as typed", async (subject) => {
  const content = message(subject);
  const mail = await PostalMime.parse(content);
  expect(mail.subject).toBe(readable(subject));
  expect(mail.bcc).toBeUndefined();
  for (const line of content.toString("latin1").split("\r\n")) {
    expect(line.length).toBeLessThanOrEqual(998);
  }
});

test("both parts are read as they were written, whatever they hold", async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (text, html) => {
      const mail = await PostalMime.parse(message("s", `a${text}z`, `a${html}z`));
      const lines = (s: string) => s.toWellFormed().replace(/\r\n?/g, "\n");
      expect(mail.text?.replace(/\n$/, "")).toBe(`a${lines(text)}z`);
      expect(mail.html?.replace(/\n$/, "")).toBe(`a${lines(html)}z`);
    }),
    { numRuns: 300 },
  );
});

test("encoded text is ASCII, has lines of at most 76, no bare CR or LF and no leading dot", () => {
  const hostile = fc.oneof(
    anyText,
    fc.constantFrom(".\r\n.\r\n", "a\n.\nQUIT", "\r.\r", "From me\nFrom you", " \t \n "),
  );
  fc.assert(
    fc.property(fc.array(hostile), (texts) => {
      const wire = Buffer.concat(texts.map(encodeQuotedPrintable)).toString("latin1");
      expect(wire).toMatch(/^[\t\r\n\x20-\x7e]*$/);
      expect(wire.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      expect(wire === "" || wire.endsWith("\r\n")).toBe(true);
      for (const line of wire.split("\r\n")) {
        expect(line.length).toBeLessThanOrEqual(76);
        expect(line).not.toMatch(/^\.|^From |[ \t]$/);
      }
    }),
    { numRuns: 500 },
  );
});

test("encoded texts can be joined: the reader sees them side by side", async () => {
  const pieces = [
    "Read on: ",
    `https://example.org/${"a.b=".repeat(60)}`,
    " and\n",
    "",
    "é…",
    "end",
  ];
  const mail = await PostalMime.parse(
    composeMessage({
      headers: [],
      text: pieces.map(encodeQuotedPrintable),
      html: [],
      boundary: "=_test",
    }),
  );
  expect(mail.text?.trimEnd()).toBe(pieces.join(""));
});

test("a header is folded after its value began, and long words stay whole where they may", () => {
  const url = `<https://example.org/unsubscribe/${"x".repeat(300)}>`;
  expect(encodeHeader("List-Unsubscribe", url)).toBe(`List-Unsubscribe: ${url}\r\n`);
  const folded = encodeHeader("Subject", "word ".repeat(40)).trimEnd().split("\r\n");
  expect(folded.length).toBeGreaterThan(2);
  for (const line of folded) expect(line.length).toBeLessThanOrEqual(76);
});

test("a mailbox is one mailbox, whatever its name says", async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (name) => {
      const header = encodeHeader("From", formatMailbox({ name, address: "a@example.org" }));
      const mail = await PostalMime.parse(`${header}Subject: x\r\n\r\nbody`);
      expect(mail.from?.address).toBe("a@example.org");
      expect(mail.headers).toHaveLength(2);
    }),
    { numRuns: 300 },
  );
  expect(formatMailbox({ address: "a@x.org\r\nBcc: evil@example.com" })).not.toMatch(/[\r\n]/);
});

test("dates are written as RFC 5322 wants them", () => {
  expect(formatDate(new Date("2026-11-22T06:00:00Z"))).toBe("Sun, 22 Nov 2026 06:00:00 +0000");
});

test("a boundary that could occur in a part is refused", () => {
  expect(() => composeMessage({ headers: [], text: [], html: [], boundary: "b" })).toThrow("=_");
});
