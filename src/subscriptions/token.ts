// Every secret that goes into a link, and the keyed hashes that stand for what we must not keep.
// HMAC-SHA256 under SECRET_KEY: bound to one purpose, told apart in constant time, never expiring
// early; the first key signs and all verify, so that keys can be changed while old mail lives.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export type TokenPurpose = "unsubscribe" | "preferences";

export interface Tokens {
  /** 71 URL-safe characters: key id, subscriber, signature. The same for ever for one key. */
  sign(purpose: TokenPurpose, subscriberId: string): string;
  /** The subscriber's id, or null for anything that we did not sign for this purpose. */
  verify(purpose: TokenPurpose, token: string): string | null;
  /** Stands for an address where the address itself must not be kept. */
  addressHash(emailKey: string): Buffer;
  /** The same under every key, the newest first: a hash made before a key change is still found. */
  addressHashes(emailKey: string): Buffer[];
  /** Stands for a client's network in the counters of the rate limit. */
  networkHash(network: string): string;
  /**
   * The token of a double opt-in, made of a secret key and the row's random nonce: every attempt at
   * its mail carries the same link, and the row alone tells nothing.
   * @param knownHash hash of the token already mailed, which a key change in between must not alter
   */
  confirmationToken(confirmation: { id: string; nonce: Buffer }, knownHash?: Buffer | null): string;
}

const KEY_ID = 6;
const UUID = 22;
const TOKEN = /^[A-Za-z0-9_-]{71}$/;

interface Key {
  id: string;
  secret: string;
}

/** Parts are joined by NUL, which none of them can contain, so that no two inputs meet. */
function mac(key: Key, purpose: string, ...parts: string[]): Buffer {
  return createHmac("sha256", key.secret)
    .update(["paperboy", purpose, ...parts].join("\0"))
    .digest();
}

/** What is stored of a confirmation's token, and what it is found by. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function toKey(secret: string): Key {
  const digest = createHash("sha256").update(`paperboy key id\0${secret}`).digest("base64url");
  return { id: digest.slice(0, KEY_ID), secret };
}

function encodeUuid(uuid: string): string {
  return Buffer.from(uuid.replaceAll("-", ""), "hex").toString("base64url");
}

function decodeUuid(text: string): string {
  const hex = Buffer.from(text, "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The signature is compared as text: base64url has several spellings of one value. */
function signature(key: Key, purpose: TokenPurpose, subject: string): string {
  return mac(key, purpose, key.id, subject).toString("base64url");
}

function confirmationTokenOf(key: Key, { id, nonce }: { id: string; nonce: Buffer }): string {
  return mac(key, "confirmation", id, nonce.toString("hex")).toString("base64url");
}

/** @param secretKeys at least one; the first signs, all verify */
export function createTokens(secretKeys: readonly string[]): Tokens {
  const keys = secretKeys.map(toKey);
  const [signing] = keys;
  if (!signing) throw new Error("createTokens needs at least one secret key");

  return {
    sign(purpose, subscriberId) {
      const subject = encodeUuid(subscriberId);
      return signing.id + subject + signature(signing, purpose, subject);
    },
    verify(purpose, token) {
      if (typeof token !== "string" || !TOKEN.test(token)) return null;
      const key = keys.find((known) => known.id === token.slice(0, KEY_ID));
      if (!key) return null;
      const subject = token.slice(KEY_ID, KEY_ID + UUID);
      const given = Buffer.from(token.slice(KEY_ID + UUID));
      const ours = Buffer.from(signature(key, purpose, subject));
      return isSame(given, ours) ? decodeUuid(subject) : null;
    },
    addressHash: (emailKey) => mac(signing, "address", emailKey),
    addressHashes: (emailKey) => keys.map((key) => mac(key, "address", emailKey)),
    networkHash: (network) => mac(signing, "network", network).toString("base64url"),
    confirmationToken(confirmation, knownHash) {
      const made = keys.map((key) => confirmationTokenOf(key, confirmation));
      const mailed = knownHash && made.find((token) => isSame(hashToken(token), knownHash));
      return mailed || confirmationTokenOf(signing, confirmation);
    },
  };
}
