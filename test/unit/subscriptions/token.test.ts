// Links that nobody can make, change or use for something else, and that outlive a change of keys.
import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTokens, hashToken } from "../../../src/subscriptions/token.ts";

const OLD = "the old key, at least sixteen characters";
const NEW = "the new key, at least sixteen characters";
const tokens = createTokens([NEW]);
const purpose = fc.constantFrom("unsubscribe" as const, "preferences" as const);

describe("unsubscribe and preferences tokens", () => {
  test("give back the subscriber they were signed for, in a short URL-safe form", () => {
    fc.assert(
      fc.property(purpose, fc.uuid(), (what, id) => {
        const token = tokens.sign(what, id);
        expect(token).toMatch(/^[A-Za-z0-9_-]{1,100}$/);
        expect(tokens.verify(what, token)).toBe(id);
        expect(tokens.sign(what, id)).toBe(token);
      }),
    );
  });

  test("serve one purpose only", () => {
    const id = randomUUID();
    expect(tokens.verify("preferences", tokens.sign("unsubscribe", id))).toBeNull();
    expect(tokens.verify("unsubscribe", tokens.sign("preferences", id))).toBeNull();
  });

  test("are worth nothing with any bit of any character changed", () => {
    const token = tokens.sign("unsubscribe", randomUUID());
    for (let at = 0; at < token.length; at++) {
      for (let bit = 0; bit < 7; bit++) {
        const other = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit));
        const forged = token.slice(0, at) + other + token.slice(at + 1);
        expect(tokens.verify("unsubscribe", forged)).toBeNull();
      }
    }
  });

  test("are worth nothing when replaced by any other text", () => {
    const sample = tokens.sign("unsubscribe", randomUUID());
    const urlSafe = fc.string({
      unit: fc.constantFrom(..."abcxyzABC019_-"),
      minLength: sample.length,
      maxLength: sample.length,
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), urlSafe), (garbage) => {
        expect(tokens.verify("unsubscribe", garbage)).toBeNull();
        fc.pre(garbage !== "");
        expect(tokens.verify("unsubscribe", sample + garbage)).toBeNull();
      }),
    );
  });

  test("survive a change of keys while the old key is kept, and end with it", () => {
    const id = randomUUID();
    const old = createTokens([OLD]).sign("unsubscribe", id);
    const both = createTokens([NEW, OLD]);
    expect(both.verify("unsubscribe", old)).toBe(id);
    expect(both.sign("unsubscribe", id)).toBe(tokens.sign("unsubscribe", id));
    expect(tokens.verify("unsubscribe", old)).toBeNull();
  });
});

describe("confirmation tokens", () => {
  const confirmation = { id: randomUUID(), nonce: randomBytes(32) };

  test("are the same for every attempt, and differ by row, by nonce and by key", () => {
    const token = tokens.confirmationToken(confirmation);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(tokens.confirmationToken(confirmation)).toBe(token);
    const others = [
      tokens.confirmationToken({ ...confirmation, id: randomUUID() }),
      tokens.confirmationToken({ ...confirmation, nonce: randomBytes(32) }),
      createTokens([OLD]).confirmationToken(confirmation),
    ];
    expect(new Set([token, ...others]).size).toBe(4);
  });

  test("stay the one that was mailed when keys change between two attempts", () => {
    const mailed = createTokens([OLD]).confirmationToken(confirmation);
    const both = createTokens([NEW, OLD]);
    expect(both.confirmationToken(confirmation, hashToken(mailed))).toBe(mailed);
    expect(both.confirmationToken(confirmation, null)).toBe(tokens.confirmationToken(confirmation));
  });
});

describe("keyed hashes", () => {
  test("of an address are found under every key, the signing key's first", () => {
    const both = createTokens([NEW, OLD]);
    const old = createTokens([OLD]).addressHash("ada@example.org");
    expect(both.addressHashes("ada@example.org")).toEqual([
      tokens.addressHash("ada@example.org"),
      old,
    ]);
    expect(both.addressHash("ada@example.org")).toEqual(tokens.addressHash("ada@example.org"));
  });

  test("need a key", () => {
    expect(() => createTokens([])).toThrow("at least one");
  });
});
