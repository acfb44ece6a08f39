// The command line as an operator types it: real processes, their words, their exit codes.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { header, parseMail } from "../mail-catcher.ts";
import { runCommand } from "../paperboy-process.ts";
import { createTestDatabase, type TestDatabase } from "../test-database.ts";

let database: TestDatabase;
let dir: string;
let env: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  dir = mkdtempSync(join(tmpdir(), "paperboy-cli-"));
  env = {
    DATABASE_URL: database.url,
    SECRET_KEY: "a-key-for-the-command-line-0123456789",
    DATA_DIR: dir,
    SOURCES: "seeds",
  };
});
afterAll(async () => {
  await database.drop();
  rmSync(dir, { recursive: true, force: true });
});

test("help says what there is and ends well", async () => {
  const { code, stdout } = await runCommand(["--help"], env);
  expect(code).toBe(0);
  for (const command of ["collect", "publish", "preview", "papers"])
    expect(stdout).toContain(command);
});

test.each([
  [["publish", "--date", "yesterday"], "Write a date as YYYY-MM-DD"],
  [["publish", "--date", "2026-02-30"], "Write a date as YYYY-MM-DD"],
  [["collect", "--source", "twitter"], "Allowed choices are seeds"],
  [["frobnicate"], "unknown command"],
  [["preview"], "--out"],
  [["preview", "--out", "/tmp/x", "--email", "nobody@example.org"], "there is no subscriber"],
])("%s is wrong use: exit code 2 and a sentence", async (args, sentence) => {
  const { code, stderr } = await runCommand(args, env);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});

test("wrong settings are told all at once, with exit code 1 and no stack", async () => {
  const { code, stderr } = await runCommand(["collect"], { ...env, PORT: "x", SECRET_KEY: "" });
  expect(code).toBe(1);
  expect(stderr).toContain("PORT: write a whole number");
  expect(stderr).toContain("SECRET_KEY: must be given with DATABASE_URL");
  expect(stderr).not.toContain("    at ");
});

test("publishing twice makes one edition", async () => {
  const args = ["publish", "--date", "2026-11-22", "--json"];
  const first = JSON.parse((await runCommand(args, env)).stdout);
  const second = JSON.parse((await runCommand(args, env)).stdout);
  expect(first).toMatchObject({ date: "2026-11-22", outcome: "published", planned: 0 });
  expect(second).toMatchObject({ outcome: "existing", planned: 0 });
});

test("a preview is the mail itself, in three files, and changes nothing", async () => {
  const out = join(dir, "preview");
  const before = await database.pool.query("SELECT count(*) FROM deliveries");
  const { code, stdout } = await runCommand(["preview", "--out", out, "--json"], env);
  expect(code).toBe(0);
  const { date, papers, files } = JSON.parse(stdout);
  expect(papers).toBe(10);
  expect(files.every((file: string) => existsSync(file))).toBe(true);
  const mail = await parseMail(readFileSync(join(out, `digest-${date}.eml`)));
  expect(header(mail, "list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(mail.html).toContain("/unsubscribe/");
  expect(readFileSync(join(out, `digest-${date}.txt`), "utf8")).toContain("/preferences/");
  expect(await database.pool.query("SELECT count(*) FROM deliveries")).toMatchObject({
    rows: before.rows,
  });
});

test("a file of papers is imported once, and a broken one is told with its place", async () => {
  const file = join(dir, "papers.json");
  const paper = {
    title: "A paper nobody has seen before",
    abstract: "It is new.",
    arxivId: "2611.00001",
  };
  writeFileSync(file, JSON.stringify([paper]));
  const args = ["papers", "import", file, "--json"];
  expect(JSON.parse((await runCommand(args, env)).stdout)).toMatchObject({ papers: 1, added: 1 });
  expect(JSON.parse((await runCommand(args, env)).stdout)).toMatchObject({ papers: 1, added: 0 });

  writeFileSync(file, JSON.stringify([paper, { abstract: "no title" }]));
  const broken = await runCommand(args, env);
  expect(broken.code).toBe(1);
  expect(broken.stderr).toContain("papers.json, paper 2: title");
});

test("a database of a newer Paperboy is left alone", async () => {
  await database.pool.query(
    "INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('from the future', 9999999999999)",
  );
  const { code, stderr } = await runCommand(["collect"], env);
  expect(code).toBe(1);
  expect(stderr).toContain("migrated by a newer Paperboy");
});
