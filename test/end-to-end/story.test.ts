// The story told once, over the outer interface alone: subscribe, confirm, receive, leave; on the
// embedded defaults in one process, and on PostgreSQL and Redis with each role in its own.
import { afterEach, describe, expect, inject, test } from "vitest";
import { type MailCatcher, startMailCatcher } from "../mail-catcher.ts";
import { makeHome, type Program, runCommand, startProgram } from "../paperboy-process.ts";
import { createTestDatabase } from "../test-database.ts";
import {
  addressOf,
  expectDigestHeaders,
  oneClick,
  ourLinksOf,
  papersOf,
  subscribe,
  waitForMails,
} from "./reader-story.ts";

const READERS = 40;
const FIRST = "2027-01-04";
const NEXT = "2027-01-05";
const cleanUp: (() => unknown)[] = [];

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

interface Stage {
  /** Where the pages are. */
  url: string;
  publicUrl: string;
  catcher: MailCatcher;
  env: Record<string, string>;
}

async function start(file: string, env: Record<string, string>): Promise<Program> {
  const program = await startProgram(file, env);
  cleanUp.push(async () => {
    const ended = await program.stop();
    expect(ended.code, ended.stderr).toBe(0);
    // Contract 33: no address, no token in any log.
    expect(ended.stdout + ended.stderr).not.toMatch(
      /@example\.org|\/(confirm|unsubscribe|preferences)\/\w{8}/,
    );
  });
  return program;
}

async function startStage(more: Record<string, string>): Promise<Stage> {
  const catcher = await startMailCatcher();
  cleanUp.push(() => catcher.close());
  const home = await makeHome();
  cleanUp.push(() => home.remove());
  const proxies = "127.0.0.0/8";
  const env: Record<string, string> = {
    ...home.env,
    SMTP_URL: catcher.url,
    TRUSTED_PROXIES: proxies,
    ...more,
  };
  return { url: home.url, publicUrl: `http://localhost:${env.PORT}`, catcher, env };
}

async function publish(stage: Stage, date: string): Promise<{ planned: number }> {
  const args = ["publish", "--date", date, "--now", "--json"];
  const { code, stdout, stderr } = await runCommand(args, stage.env);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

/** GET and HEAD of every link, several times: mail scanners do it, and nothing may change. */
async function knock({ url, publicUrl }: Stage, links: string[]): Promise<void> {
  for (const link of links) {
    const at = link.replace(publicUrl, url);
    for (const method of ["GET", "HEAD", "GET"]) {
      const answer = await fetch(at, { method, redirect: "manual" });
      expect(answer.status, `${method} ${at}`).toBe(200);
      await answer.arrayBuffer();
    }
  }
}

async function subscribeAndConfirm(stage: Stage): Promise<void> {
  const answers = new Set<string>();
  for (let n = 0; n < READERS; n++) answers.add(await subscribe(stage.url, n));
  expect(answers.size).toBe(1);
  const mails = await waitForMails(stage.catcher, READERS);
  expect(new Set(mails.map((mail) => mail.recipient)).size).toBe(READERS);
  for (const { raw } of mails) {
    const links = await ourLinksOf(raw, `${stage.publicUrl}/confirm/`);
    expect(links).toHaveLength(1);
    await knock(stage, links);
    const at = (links[0] ?? "").replace(stage.publicUrl, stage.url);
    const answer = await fetch(at, { method: "POST", redirect: "manual" });
    expect(answer.status).toBe(200);
  }
}

async function liveTheStory(stage: Stage): Promise<void> {
  const { catcher } = stage;
  await subscribeAndConfirm(stage);
  expect((await publish(stage, FIRST)).planned).toBe(READERS);
  expect((await publish(stage, FIRST)).planned).toBe(0);
  await waitForMails(catcher, 2 * READERS);
  const first = catcher.mails.slice(READERS);
  for (const { raw, recipient } of first) await expectDigestHeaders(raw, recipient);
  await knock(stage, await ourLinksOf(first[0]?.raw ?? Buffer.alloc(0), stage.publicUrl));

  const leavers = first.slice(0, READERS / 2);
  for (const [n, { raw }] of leavers.entries()) {
    for (const repeat of [1, 2]) {
      const answer = await oneClick(raw, stage.url, n % 2 === 0);
      expect(answer.status, `click ${repeat}`).toBe(200);
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
  }

  expect((await publish(stage, NEXT)).planned).toBe(READERS / 2);
  await waitForMails(catcher, 2.5 * READERS);
  const second = catcher.mails.slice(2 * READERS);
  const left = new Set(leavers.map((mail) => mail.recipient));
  expect(second.some((mail) => left.has(mail.recipient))).toBe(false);
  for (const { raw, recipient } of second) {
    const before = first.find((mail) => mail.recipient === recipient);
    const had = await papersOf(before?.raw ?? Buffer.alloc(0));
    const has = await papersOf(raw);
    expect(has.length).toBe(10);
    expect(has.filter((paper) => had.includes(paper))).toEqual([]);
  }
  expect([...(await catcher.countByMessageId()).values()].every((count) => count === 1)).toBe(true);
  expect(catcher.mails).toHaveLength(2.5 * READERS);
}

describe("the whole story", () => {
  test("in one process on the embedded defaults", { timeout: 180_000 }, async () => {
    const stage = await startStage({});
    await start("workers/all-roles.ts", stage.env);
    await liveTheStory(stage);
    expect(stage.catcher.mails.map((mail) => mail.recipient)).toContain(addressOf(0));
  });

  test.runIf(inject("redisUrl"))(
    "on PostgreSQL and Redis, each role in its own process, two senders among them",
    { timeout: 180_000 },
    async () => {
      const database = await createTestDatabase();
      cleanUp.push(() => database.drop());
      const stage = await startStage({
        DATABASE_URL: database.url,
        REDIS_URL: `${inject("redisUrl")}/7`,
        SECRET_KEY: "one-key-for-all-the-roles-0123456789",
      });
      await start("src/server.ts", stage.env);
      await start("workers/scheduler.ts", stage.env);
      await start("workers/sender.ts", stage.env);
      await start("workers/sender.ts", stage.env);
      await liveTheStory(stage);
    },
  );
});
