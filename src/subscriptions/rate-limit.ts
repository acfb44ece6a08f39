// Keeps one network from filling the list with strangers' addresses: a count by IPv4 address or IPv6
// /64, shared by all processes through PostgreSQL. Kept as a keyed hash; no client address is stored.
import ipaddr from "ipaddr.js";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Tokens } from "./token.ts";

/** A whole office behind one address may join within an hour; a program gives up on it. */
export const REQUESTS_AN_HOUR = 30;
const HOUR_SECONDS = 3_600;

export interface SubscribeLimiter {
  /**
   * Counts one request. When PostgreSQL fails, so does this: the subscription would fail there too,
   * and neither a free pass nor a "too many" would be true.
   * @param ip the client's, already taken out of trusted proxies' headers
   */
  consume(ip: string): Promise<{ kind: "ok" } | { kind: "limited"; retryAfterSeconds: number }>;
}

/** What is counted together: an IPv4 address (IPv4-mapped ones too) or the /64 of an IPv6 address. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return "unknown";
  const address = ipaddr.process(ip);
  if (address.kind() === "ipv4") return address.toString();
  const parts = (address as ipaddr.IPv6).parts.slice(0, 4);
  return `${parts.map((part) => part.toString(16)).join(":")}::/64`;
}

export function createSubscribeLimiter(
  pool: pg.Pool,
  tokens: Pick<Tokens, "networkHash">,
): SubscribeLimiter {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: "subscribe",
    points: REQUESTS_AN_HOUR,
    duration: HOUR_SECONDS,
    // A flood is answered from memory once it is over the limit.
    inMemoryBlockOnConsumed: REQUESTS_AN_HOUR,
  });
  return {
    async consume(ip) {
      try {
        await limiter.consume(tokens.networkHash(networkOf(ip)));
        return { kind: "ok" };
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return { kind: "limited", retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) };
      }
    },
  };
}
