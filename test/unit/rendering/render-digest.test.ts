// A digest as its reader's mail program reads it: headers, both parts, every link.
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import {
  digestOf,
  linksOf,
  NOW,
  renderer,
  sampleEdition,
  samplePaper,
  sampleReader,
  visibleText,
} from "./mail-samples.ts";

const SITE = "https://papers.example.org";
const ten = Array.from({ length: 10 }, (_, i) => samplePaper(i + 1));

function headersOf(content: Buffer): Record<string, string[]> {
  const head = content.toString("latin1").split("\r\n\r\n")[0] ?? "";
  const headers: Record<string, string[]> = {};
  for (const field of head.replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const [name = "", value = ""] = field.split(/:\s*(.*)/s);
    headers[name] = [...(headers[name] ?? []), value];
  }
  return headers;
}

test("every header of the contract is there exactly once", async () => {
  const { content, messageId, subject } = await digestOf(ten);
  expect(headersOf(content)).toEqual({
    From: ["Paperboy <paperboy@mail.example.org>"],
    To: ["reader@example.net"],
    Subject: [subject],
    Date: ["Sun, 22 Nov 2026 06:00:00 +0000"],
    "Message-ID": [messageId],
    "List-Id": ["<digest.papers.example.org>"],
    "List-Unsubscribe": [`<${SITE}/unsubscribe/unsubscribe-token>`],
    "List-Unsubscribe-Post": ["List-Unsubscribe=One-Click"],
    "Auto-Submitted": ["auto-generated"],
    Precedence: ["bulk"],
    "Feedback-ID": ["2026-11-22:papers.example.org:digest:paperboy"],
    "MIME-Version": ["1.0"],
    "Content-Type": ['multipart/alternative; boundary="=_paperboy_digest"'],
  });
  expect(messageId).toBe("<0b7c2f1e-8f11-4a0f-9d4b-7f5d2f0c1a11@mail.example.org>");
  expect(subject).toBe("Trending papers: Paper number 1 and 9 more");
});

test("both parts come out of an independent parser as they were rendered", async () => {
  const { content, html, text, subject } = await digestOf(ten, {}, "A note: “naïve” …");
  const mail = await PostalMime.parse(content);
  expect(mail.html?.trimEnd()).toBe(html.trimEnd());
  expect(mail.text?.trimEnd()).toBe(text.trimEnd());
  expect(mail.subject).toBe(subject);
  expect(mail.to).toEqual([{ address: "reader@example.net", name: "" }]);
  expect(new Date(mail.date ?? "")).toEqual(NOW);
});

test("both parts show each paper with who, why, what and where", async () => {
  const { html, text } = await digestOf(ten);
  for (const part of [visibleText(html), text]) {
    expect(part).toContain("Sunday 22 November 2026");
    expect(part).toContain("10 papers");
    expect(part).toContain("Paper number 7");
    expect(part).toContain("Ada Lovelace, Grace Hopper");
    expect(part).toContain("212 upvotes on Hugging Face");
    expect(part).toContain("We study the matter at hand.");
    expect(part).toContain("20 Nov 2026");
  }
  for (const url of [
    `${SITE}/papers/7`,
    `${SITE}/editions/2026-11-22`,
    `${SITE}/preferences/preferences-token`,
    `${SITE}/unsubscribe/unsubscribe-token`,
    "https://arxiv.org/abs/2405.10927",
    "https://github.com/octo/paper",
  ]) {
    expect(linksOf(html)).toContain(url);
    expect(text.split(/\s/)).toContain(url);
  }
});

test("the way out stands near the top as well as at the end", async () => {
  const { html, text } = await digestOf(ten);
  for (const part of [html, text]) {
    expect(part.indexOf("/unsubscribe/")).toBeLessThan(part.indexOf("/papers/1"));
    expect(part.lastIndexOf("/unsubscribe/")).toBeGreaterThan(part.indexOf("/papers/10"));
  }
});

test("nothing is loaded from anywhere: no image, font, script, form or tracking", async () => {
  const { html } = await digestOf(ten);
  expect(html).not.toMatch(/<(img|script|form|iframe|link|object)\b|url\(|@import|src=/i);
  const hosts = linksOf(html).map((link) => new URL(link).host);
  expect(new Set(hosts)).toEqual(new Set(["papers.example.org", "arxiv.org", "github.com"]));
  expect(html).toMatch(/<html lang="en"/);
  expect(html).toContain('name="color-scheme" content="light dark"');
  expect(html.match(/<h1\b/g)).toHaveLength(1);
  expect(html.match(/<h2\b/g)).toHaveLength(10);
  for (const table of html.match(/<table\b[^>]*>/g) ?? [])
    expect(table).toMatch(/role=.presentation/);
});

test("a reader gets their own papers in their own order, with what was hidden", async () => {
  const prepared = await renderer.prepareEdition(sampleEdition(ten));
  const paperIds = [4, 2, 999];
  const { html, text } = renderer.renderDigestParts(
    prepared,
    sampleReader({ paperIds, hidden: 3 }),
  );
  for (const part of [visibleText(html), text]) {
    expect(part).toMatch(
      /2 papers[\s\S]*Paper number 4[\s\S]*Paper number 2[\s\S]*3 hidden by your filters/,
    );
    expect(part).not.toContain("Paper number 1");
  }
});

test("two readers of one edition never see anything of each other", async () => {
  const prepared = await renderer.prepareEdition(sampleEdition(ten));
  const first = renderer.renderDigest(prepared, sampleReader());
  const other = sampleReader({
    email: "other@example.net",
    unsubscribeUrl: `${SITE}/unsubscribe/theirs`,
    preferencesUrl: `${SITE}/preferences/theirs`,
  });
  const second = renderer.renderDigest(prepared, other).content.toString();
  expect(second).not.toMatch(/reader@|unsubscribe-token|preferences-token/);
  expect(renderer.renderDigest(prepared, sampleReader())).toEqual(first);
});

test("one paper, and no paper, are said in words that fit", async () => {
  const one = await digestOf([samplePaper(1)]);
  expect(one.subject).toBe("Trending papers: Paper number 1");
  expect(one.text).toContain("1 paper\n");
  const none = await digestOf(ten, { paperIds: [] });
  expect(none.subject).toBe("Trending papers: nothing new for you today");
  expect(none.text.replace(/\s+/g, " ")).toContain("There is nothing new for you");
});

test("a large digest folds to the web before mail programs would cut it", async () => {
  const long = { title: "Long title ".repeat(20), abstract: "数学の論文。".repeat(100) };
  const many = Array.from({ length: 60 }, (_, i) => samplePaper(i + 1, long));
  for (const papers of [many, Array.from({ length: 200 }, (_, i) => samplePaper(i + 1))]) {
    const { html, text, content, subject } = await digestOf(papers);
    const wire = content.subarray(content.indexOf("Content-Type: text/html"));
    expect(wire.length).toBeLessThan(91 * 1024);
    expect(Buffer.byteLength(html)).toBeLessThan(90 * 1024);
    const shown = html.match(/<h2\b/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(10);
    expect(visibleText(html)).toContain(`and ${papers.length - shown} more on the web`);
    expect(text).toContain(`and ${papers.length - shown} more on the web`);
    expect(subject).toContain(`and ${papers.length - 1} more`);
  }
});
