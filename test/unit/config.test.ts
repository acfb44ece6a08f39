// Settings as an operator writes them: every fault told at once, no secret ever repeated.
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { ConfigError } from "../../src/errors.ts";

function problemsOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
}

test("nothing set is the whole product on embedded defaults", () => {
  const config = loadConfig({});
  expect(config).toMatchObject({ databaseUrl: null, redisUrl: null, smtp: null, secretKeys: null });
  expect(config.http).toMatchObject({ port: 3000, publicUrl: "http://localhost:3000" });
  expect(config.edition).toEqual({ time: "06:00", timezone: "UTC" });
});

test("the public address follows PORT until PUBLIC_URL is given, and loses its last slash", () => {
  expect(loadConfig({ PORT: "4000" }).http.publicUrl).toBe("http://localhost:4000");
  const config = loadConfig({ PUBLIC_URL: "https://papers.example.org/" });
  expect(config.http.publicUrl).toBe("https://papers.example.org");
  expect(config.mailFrom).toEqual({ name: "Paperboy", address: "paperboy@papers.example.org" });
});

test("all faults are told at once, each with its name and what to write", () => {
  const message = problemsOf({
    PORT: "eighty",
    PUBLIC_URL: "papers.example.org",
    EDITION_TIME: "6am",
    EDITION_TIMEZONE: "Mars/Olympus",
    SOURCES: "seeds,twitter",
    TRUSTED_PROXIES: "10.0.0.0/99",
    MAIL_FROM: "nobody",
  });
  for (const name of [
    "PORT: write a whole number",
    "PUBLIC_URL: write a URL such as",
    "EDITION_TIME: write a time of day such as 06:00",
    "EDITION_TIMEZONE: write an IANA time zone",
    "SOURCES: write a list of seeds",
    "TRUSTED_PROXIES: write a list of addresses",
    "MAIL_FROM: write an address such as",
  ]) {
    expect(message).toContain(name);
  }
});

test.each([
  [{ DATABASE_URL: "postgres://u:hidden-password@host/db" }, "SECRET_KEY: must be given with"],
  [{ SMTP_TLS: "required" }, "SMTP_TLS: required makes no sense without SMTP_URL"],
  [{ SECRET_KEY: "short-hidden" }, "SECRET_KEY: write at least 16 random characters"],
  [{ SMTP_URL: "mail.example.org:hidden" }, "SMTP_URL: write a URL such as smtp://"],
  [{ PUBLIC_URL: "https://a.example/?hidden=1" }, "PUBLIC_URL: write a URL without a query"],
  [{ PUBLIC_URL: "https://u:hidden@a.example" }, "PUBLIC_URL: write a URL without a query"],
])("settings that cannot work are refused without showing their values", (env, sentence) => {
  const message = problemsOf(env as Record<string, string>);
  expect(message).toContain(sentence);
  expect(message).not.toContain("hidden");
});

test("an empty setting is an unset one", () => {
  expect(loadConfig({ SMTP_URL: " ", REDIS_URL: "", PORT: "" })).toMatchObject({
    smtp: null,
    redisUrl: null,
    http: { port: 3000 },
  });
});

test("several secret keys may stand side by side for rotation", () => {
  const keys = loadConfig({ SECRET_KEY: "new-key-0123456789, old-key-0123456789" }).secretKeys;
  expect(keys).toEqual(["new-key-0123456789", "old-key-0123456789"]);
});
