// docker-compose.yml, which nothing here can run: that it parses and that its parts are ours.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../../src/config.ts";

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

interface Service {
  command?: string[];
  environment?: Record<string, string>;
  image?: string;
}
const compose: { services: Record<string, Service>; volumes: object } = parse(
  readFileSync(root("docker-compose.yml"), "utf8"),
  { merge: true },
);

test("each role runs a program that exists", () => {
  for (const role of ["api", "scheduler", "sender"]) {
    const program = compose.services[role]?.command?.at(-1) ?? "";
    expect(existsSync(root(program)), `${role}: ${program}`).toBe(true);
  }
});

test("Redis keeps what it acknowledged and never evicts a job", () => {
  const command = compose.services.redis?.command?.join(" ");
  expect(command).toContain("--appendonly yes");
  expect(command).toContain("--maxmemory-policy noeviction");
});

test("with the key of .env the settings of each role are accepted", () => {
  for (const role of ["api", "scheduler", "sender"]) {
    const written = compose.services[role]?.environment ?? {};
    // As Compose does: `${NAME:-default}` is its default where .env does not set NAME.
    const env = Object.fromEntries(
      Object.entries(written).map(([name, value]) => [
        name,
        value
          .replace(/\$\{\w+:-([^}]*)\}/g, "$1")
          .replace(/\$\{SECRET_KEY:\?[^}]*\}/, "k".repeat(44)),
      ]),
    );
    const config = loadConfig(env);
    expect(config.databaseUrl).toBe("postgres://paperboy:paperboy@postgres:5432/paperboy");
    expect(config.smtp?.url).toBe("smtp://mail:1025");
  }
});
