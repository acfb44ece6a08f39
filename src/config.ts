// Every setting, read once: flat environment in, nested config out, `null` for an absent feature.
// All faults are told together, each with its variable's name and what to write; no secret is shown.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse as parseDotenv } from "dotenv";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { nestSources, sourceSettings } from "./config-sources.ts";
import { isTimeZone, list, siteUrl, text, url, wholeNumber } from "./config-types.ts";
import { ConfigError } from "./errors.ts";

function isAddressRange(value: string): boolean {
  return value.includes("/") ? ipaddr.isValidCIDR(value) : ipaddr.isValid(value);
}

/** `Name <local@domain>` or a bare address, as MAIL_FROM is written. */
const MAILBOX = /^(?:"?([^"<>\r\n]*?)"?\s*<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+))$/;

const schema = z.object({
  PORT: wholeNumber(0, 65535, 3000, "3000"),
  HOST: text(z.string().default("127.0.0.1")),
  PUBLIC_URL: text(siteUrl("https://papers.example.org").optional()),
  DATA_DIR: text(z.string().default(".data")),
  DATABASE_URL: text(
    url(["postgres:", "postgresql:"], "postgres://user:password@host:5432/paperboy").optional(),
  ),
  REDIS_URL: text(url(["redis:", "rediss:"], "redis://host:6379").optional()),
  SMTP_URL: text(url(["smtp:", "smtps:"], "smtp://user:password@host:587").optional()),
  SMTP_TLS: text(
    z
      .enum(["opportunistic", "required"], { error: "write opportunistic or required" })
      .default("opportunistic"),
  ),
  SMTP_CONNECTIONS: wholeNumber(1, 500, 10, "10"),
  SMTP_RATE: wholeNumber(1, 100_000, 1000, "50 (messages a second)"),
  MAIL_FROM: text(
    z
      .string()
      .regex(MAILBOX, { error: "write an address such as Paperboy <paperboy@example.org>" })
      .optional(),
  ),
  SECRET_KEY: text(
    z
      .string()
      .refine((v) => list(v).length > 0 && list(v).every((key) => key.length >= 16), {
        error:
          "write at least 16 random characters, for example the output of: openssl rand -base64 32",
      })
      .optional(),
  ),
  EDITION_TIME: text(
    z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "write a time of day such as 06:00" })
      .default("06:00"),
  ),
  EDITION_TIMEZONE: text(
    z
      .string()
      .refine(isTimeZone, { error: "write an IANA time zone such as Europe/Berlin or UTC" })
      .default("UTC"),
  ),
  ...sourceSettings,
  TRUSTED_PROXIES: text(
    z
      .string()
      .default("")
      .transform(list)
      .refine((ranges) => ranges.every(isAddressRange), {
        error: "write a list of addresses or CIDR ranges such as 10.0.0.0/8,::1",
      }),
  ),
  LOG_LEVEL: text(
    z
      .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
        error: "write one of fatal, error, warn, info, debug, trace, silent",
      })
      .default("info"),
  ),
});
type Env = z.infer<typeof schema>;

export type Config = ReturnType<typeof nest>;

function mailFrom(env: Env, publicUrl: string): { name: string; address: string } {
  const match = MAILBOX.exec(env.MAIL_FROM ?? "");
  const address = match?.[2] ?? match?.[3] ?? `paperboy@${new URL(publicUrl).hostname}`;
  return { name: match?.[1]?.trim() || "Paperboy", address };
}

function nest(env: Env) {
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, "");
  return {
    http: {
      port: env.PORT,
      host: env.HOST,
      publicUrl,
      /** Without a port: names our list and stands in Message-IDs. */
      publicHost: new URL(publicUrl).hostname,
      trustedProxies: env.TRUSTED_PROXIES,
    },
    dataDir: resolve(env.DATA_DIR),
    /** null: the embedded PostgreSQL under dataDir. */
    databaseUrl: env.DATABASE_URL ?? null,
    /** null: the queue lives on PostgreSQL. */
    redisUrl: env.REDIS_URL ?? null,
    /** null: mail is kept in the outbox. */
    smtp: env.SMTP_URL
      ? {
          url: env.SMTP_URL,
          tlsRequired: env.SMTP_TLS === "required",
          connections: env.SMTP_CONNECTIONS,
          /** messages a second, by this process */
          rate: env.SMTP_RATE,
        }
      : null,
    mailFrom: mailFrom(env, publicUrl),
    /** The first signs, all verify (key rotation). null: made once and kept under dataDir. */
    secretKeys: env.SECRET_KEY ? list(env.SECRET_KEY) : null,
    edition: { time: env.EDITION_TIME, timezone: env.EDITION_TIMEZONE },
    ...nestSources(env),
    logLevel: env.LOG_LEVEL,
  };
}

/** What is wrong with each single setting, then what is wrong with them together. */
function contradictions(env: Record<string, string | undefined>): string[] {
  const has = (name: string) => Boolean(env[name]?.trim());
  const found: string[] = [];
  if (has("DATABASE_URL") && !has("SECRET_KEY")) {
    found.push(
      "SECRET_KEY: must be given with DATABASE_URL, and be the same for every process: write the output of: openssl rand -base64 32",
    );
  }
  if (env.SMTP_TLS?.trim() === "required" && !has("SMTP_URL")) {
    found.push("SMTP_TLS: required makes no sense without SMTP_URL: give SMTP_URL, or remove it");
  }
  return found;
}

/**
 * Reads the settings out of an environment.
 * @throws ConfigError naming every fault at once; values are never repeated in it
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const parsed = schema.safeParse(env);
  const problems = contradictions(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((i) => `${String(i.path[0])}: ${i.message}`);
    throw new ConfigError([...new Set([...faults, ...problems])]);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return nest(parsed.data);
}

/** The process's environment over the `.env` file of the working directory, where there is one. */
export function readEnvironment(): Record<string, string | undefined> {
  const file = resolve(".env");
  const fromFile = existsSync(file) ? parseDotenv(readFileSync(file)) : {};
  return { ...fromFile, ...process.env };
}

/** True when npm started this process: npm does not pass SIGTERM on, so its end must be watched. */
export function startedByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}
