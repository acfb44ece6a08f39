// The limit on requests from one network: one count for all processes, and no address kept.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../../src/db/connect.ts";
import { createLog } from "../../../src/log.ts";
import { createSubscribeLimiter, REQUESTS_AN_HOUR } from "../../../src/subscriptions/rate-limit.ts";
import { createTokens } from "../../../src/subscriptions/token.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

const tokens = createTokens(["a key for this test alone"]);
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("two processes count together, a /64 counts as one, and others are not concerned", async () => {
  const other = openDatabase(database.url, createLog("silent"));
  const here = createSubscribeLimiter(database.pool, tokens);
  const there = createSubscribeLimiter(other.pool, tokens);
  for (let n = 0; n < REQUESTS_AN_HOUR; n++) {
    const ip = `2001:db8:1:2::${(n + 1).toString(16)}`;
    expect(await (n % 2 ? here : there).consume(ip)).toEqual({ kind: "ok" });
  }
  for (const limiter of [here, there, here]) {
    const answer = await limiter.consume("2001:db8:1:2:ffff::1");
    expect(answer).toMatchObject({ kind: "limited" });
    const seconds = answer.kind === "limited" ? answer.retryAfterSeconds : 0;
    expect(seconds).toBeGreaterThan(3_500);
    expect(seconds).toBeLessThanOrEqual(3_600);
  }
  expect(await here.consume("2001:db8:1:3::1")).toEqual({ kind: "ok" });
  expect(await here.consume("192.0.2.7")).toEqual({ kind: "ok" });
  await other.pool.end();
});

test("what is stored names no address", async () => {
  const limiter = createSubscribeLimiter(database.pool, tokens);
  await limiter.consume("198.51.100.23");
  const { rows } = await database.pool.query("SELECT * FROM rate_limits");
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toMatch(/198\.51|2001:db8|192\.0\.2/);
});

test("without PostgreSQL it fails as the subscription would", async () => {
  const gone = openDatabase("postgres://nobody@127.0.0.1:1/none", createLog("silent"));
  const limiter = createSubscribeLimiter(gone.pool, tokens);
  await expect(limiter.consume("192.0.2.8")).rejects.toThrow("ECONNREFUSED");
  await gone.pool.end();
});
