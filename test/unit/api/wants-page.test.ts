// Who gets a page and who a body.
import type { FastifyRequest } from "fastify";
import { expect, test } from "vitest";
import { wantsPage } from "../../../src/api/wants-page.ts";

const BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
test.each([
  ["GET", "/", BROWSER, true],
  ["GET", "/", "*/*", true],
  ["GET", "/", undefined, true],
  ["GET", "/", "application/json", false],
  ["GET", "/", "application/problem+json", false],
  ["POST", "/api/subscriptions", BROWSER, true],
  ["POST", "/api/subscriptions", "*/*", false],
  ["POST", "/api/subscriptions", undefined, false],
  ["GET", "/api/papers", BROWSER, false],
  ["GET", "/readyz", BROWSER, false],
])("%s %s accepting %s: %s", (method, url, accept, expected) => {
  expect(wantsPage({ method, url, headers: { accept } } as FastifyRequest)).toBe(expected);
});
