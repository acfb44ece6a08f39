// The address rules of the delivery contract (31), by examples and by properties.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseEmailAddress } from "../../../src/subscriptions/email-address.ts";

const emailOf = (input: string) => {
  const parsed = parseEmailAddress(input);
  return parsed.kind === "ok" ? parsed.email : null;
};
const keyOf = (input: string) => {
  const parsed = parseEmailAddress(input);
  return parsed.kind === "ok" ? parsed.emailKey : null;
};

describe("what is kept", () => {
  test.each([
    ["ada@example.org", "ada@example.org"],
    ["Ada.Lovelace@Example.ORG", "Ada.Lovelace@example.org"],
    ["ada+papers@example.com", "ada+papers@example.com"],
    ["  ada@example.org ", "ada@example.org"],
    ["o'brien_x/y=z@a-b.example", "o'brien_x/y=z@a-b.example"],
    ["ada@bücher.de", "ada@xn--bcher-kva.de"],
    ["ada@例え。テスト", "ada@xn--r8jz45g.xn--zckzah"],
    ["ada@ＥＸＡＭＰＬＥ.com", "ada@example.com"],
    ["ada@mail.internal.test", "ada@mail.internal.test"],
    ["1@1.co", "1@1.co"],
    [`${"a".repeat(64)}@example.org`, `${"a".repeat(64)}@example.org`],
  ])("%s becomes %s", (typed, kept) => {
    expect(emailOf(typed)).toBe(kept);
  });

  test("addresses that differ in case alone are one address, and tags make others", () => {
    expect(keyOf("ADA@EXAMPLE.org")).toBe(keyOf("ada@example.ORG"));
    expect(keyOf("ada+a@example.org")).not.toBe(keyOf("ada@example.org"));
    expect(keyOf("a.da@example.org")).not.toBe(keyOf("ada@example.org"));
  });
});

/** 189 characters: with the longest local part and the @ exactly 254. */
const longDomain = `${"a".repeat(61)}.${"b".repeat(61)}.${"c".repeat(61)}.org`;

describe("what is refused, with a sentence", () => {
  test.each([
    "",
    "   ",
    "ada",
    "ada@",
    "@example.org",
    "a@b@example.org",
    "ada@localhost",
    "ada@example",
    "ada@example.org.",
    "ada@.example.org",
    "ada@exa..mple.org",
    "ada@-example.org",
    "ada@example-.org",
    "ada@exa_mple.org",
    "ada@xn--a.de",
    "ada@127.0.0.1",
    "ada@0x7f.1",
    "ada@[127.0.0.1]",
    "ada@[IPv6:::1]",
    "ada@ex%61mple.org",
    "ada@example.org:25",
    "ada@example.org/x",
    "ada@example.123",
    ".ada@example.org",
    "ada.@example.org",
    "a..da@example.org",
    '"ada lovelace"@example.org',
    '"ada"@example.org',
    "ada(comment)@example.org",
    "ada@example.org (Ada)",
    "Ada <ada@example.org>",
    "<ada@example.org>",
    "ada@example.org,bob@example.org",
    "ada@example.org; bob@example.org",
    "ada lovelace@example.org",
    "ada\\@example.org",
    "mailto:ada@example.org",
    "ada@example.org\r\nBcc: eve@example.org",
    "ada@example.org\n",
    "\tada@example.org",
    "ada\0@example.org",
    "ada@exam\u00adple.org",
    "ada\u200b@example.org",
    "\u202eada@example.org",
    "jürgen@example.org",
    `${"a".repeat(65)}@example.org`,
    `${"a".repeat(64)}@a${longDomain}`,
    `ada@${"a".repeat(64)}.org`,
    `ada@${"ü".repeat(60)}.org`,
    `ada@${"a.".repeat(500_000)}org`,
  ])("%j", (typed) => {
    const parsed = parseEmailAddress(typed);
    expect(parsed.kind).toBe("invalid");
    expect(parsed.kind === "invalid" && parsed.reason).toMatch(/^[A-Z].*\.$/);
  });

  test.each([null, undefined, 1, {}, ["ada@example.org"]])("%j, which is no text", (typed) => {
    expect(parseEmailAddress(typed).kind).toBe("invalid");
  });
});

const ATEXT = [..."abcXYZ019!#$%&'*+/=?^_`{|}~-"];
const atom = fc.string({ unit: fc.constantFrom(...ATEXT), minLength: 1, maxLength: 12 });
const local = fc.array(atom, { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join("."));

test("254 octets are an address", () => {
  expect(emailOf(`${"a".repeat(64)}@${longDomain}`)).toHaveLength(254);
});

describe("properties", () => {
  test("every dot-atom at a domain passes, keeps its local part, and is stable", () => {
    fc.assert(
      fc.property(local, fc.domain(), (name, domain) => {
        fc.pre(/^[a-z]{2,}$/i.test(domain.split(".").at(-1) ?? "") && domain.length < 180);
        const email = emailOf(`${name}@${domain}`);
        fc.pre(email !== null || !domain.includes("xn--"));
        expect(email).toBe(`${name}@${domain.toLowerCase()}`);
        expect(emailOf(email ?? "")).toBe(email);
      }),
    );
  });

  test("whatever passes is one short line of ASCII with one @ and nothing to quote", () => {
    const pieces = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom("@", ".", "\r\n", ",", '"', "(", "<", "ada", "example.org", "+", "ü", "。"),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const parsed = parseEmailAddress(parts.join(""));
        if (parsed.kind === "invalid") return;
        expect(parsed.email).toMatch(/^[^\s"(),:;<>@[\\\]]+@[a-z0-9.-]+$/);
        expect(parsed.email).toMatch(/^[\x21-\x7e]{3,254}$/);
        expect(parsed.emailKey).toBe(parsed.email.toLowerCase());
      }),
      { numRuns: 2_000 },
    );
  });
});
