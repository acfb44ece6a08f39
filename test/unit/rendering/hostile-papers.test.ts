// Paper text is written by strangers: whatever it holds, it is text in both parts, and it costs
// no more than an honest paragraph.
import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { digestOf, linksOf, samplePaper, visibleText } from "./mail-samples.ts";

const HOSTILE = [
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "</mj-text><mj-raw><script>alert(1)</script></mj-raw>",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a template must not see
  "{{constructor}} ${1+1} <%= it %> <%~ it.secret %>",
  "[[unsubscribeUrl]] [[card]] [[cardsEnd]]",
  '"><a href="https://evil.example">x</a>',
  "--=_paperboy_digest",
  "a\r\n.\r\nMAIL FROM:<evil@example.com>\r\n",
  "<!-- --><![endif]--> <!--[if mso]>",
];

async function seen(text: string) {
  const { content } = await digestOf([
    samplePaper(1, { title: text, abstract: text, authors: [text, text], categories: [text] }, [
      text,
    ]),
  ]);
  const mail = await PostalMime.parse(content);
  return { html: mail.html ?? "", text: mail.text ?? "", content };
}

const shape = (html: string) => (html.match(/<[a-z][^\s>]*/gi) ?? []).join();

test.each(HOSTILE)("%j is shown as text in both parts", async (hostile) => {
  const mail = await seen(hostile);
  const plain = hostile.replace(/\s+/g, " ").trim();
  expect(visibleText(mail.html)).toContain(plain.slice(0, 28));
  expect(mail.text.replace(/\s+/g, " ")).toContain(plain);
  expect(mail.html).not.toMatch(/<script|<img|<mj-|href="https:\/\/evil/i);
  expect(shape(mail.html)).toBe(shape((await seen("harmless")).html));
});

test("whatever the text, the mail keeps its tags, its links and its two parts", async () => {
  const harmless = shape((await seen("x")).html);
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom(...HOSTILE, "\u202e", "\0", "\u2066", "&lt;", "=?utf-8?Q?=41?=", "é", "\ud800"),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 8 }), async (pieces) => {
      const mail = await seen(`x${pieces.join("")}`);
      expect(shape(mail.html)).toBe(harmless);
      expect(mail.html + mail.text).not.toMatch(
        /(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
      );
    }),
    { numRuns: 150 },
  );
});

test("direction overrides, controls and invisible characters are gone, joined emoji stay", async () => {
  const mail = await seen("abc\u202edef\0ghi\u200bjkl\u2066mno\u001b[31m 👩‍🔬 न्‍य");
  for (const part of [mail.html, mail.text])
    expect(part).toContain("abcdef ghijklmno [31m 👩‍🔬 न्‍य");
});

test("a megabyte of text is cut to a paragraph, fast", async () => {
  const begun = performance.now();
  const mail = await seen(`${"word ".repeat(200_000)}end`);
  const unbroken = await seen("x".repeat(1_000_000));
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(mail.content.length).toBeLessThan(20_000);
  expect(unbroken.content.length).toBeLessThan(20_000);
  expect(mail.text).toContain("word…");
});

test("a link keeps to the web, whatever a source says", async () => {
  const { html } = await digestOf([
    samplePaper(1, {
      arxivId: '1"><script>',
      doi: '10.1234/a<b>c"d',
      githubRepo: "javascript:alert(1)",
      projectUrl: "javascript:alert(1)",
    }),
    samplePaper(2, { projectUrl: 'https://user:pass@evil.example/"x' }),
    samplePaper(3, { projectUrl: 'https://good.example/a"b&c', arxivId: "hep-th/9901001" }),
  ]);
  const links = linksOf(html);
  expect(links.filter((link) => /javascript|evil|script/.test(link))).toEqual([]);
  expect(links).toContain("https://doi.org/10.1234/a%3Cb%3Ec%22d");
  expect(links).toContain("https://good.example/a%22b&amp;c");
  expect(links).toContain("https://arxiv.org/abs/hep-th/9901001");
});
