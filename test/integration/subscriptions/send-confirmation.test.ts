// The confirmation's mail against a real SMTP conversation: what each answer of the peer means.
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Mailer } from "../../../src/mail/mailer.ts";
import { createSmtpMailer } from "../../../src/mail/smtp-mailer.ts";
import { confirmSubscription } from "../../../src/subscriptions/confirm-subscription.ts";
import { listDueConfirmations } from "../../../src/subscriptions/confirmation-store.ts";
import { isSuppressed, suppress } from "../../../src/subscriptions/suppression-store.ts";
import {
  anAddress,
  openSubscriptionDesk,
  type SubscriptionDesk,
  tokenIn,
} from "./subscription-desk.ts";

let desk: SubscriptionDesk;
let peer: SMTPServer;
let mailer: Mailer;
/** What the peer says next at a stage; nothing: it takes the mail. */
let answers: Partial<Record<"mail" | "rcpt" | "data", string>>;
let connections: number;
let taken: { to: string; content: Buffer }[];

/** smtp-server puts the code before the text. */
function refusal(stage: "mail" | "rcpt" | "data"): Error | null {
  const answer = answers[stage];
  if (answer === undefined) return null;
  const [code, ...text] = answer.split(" ");
  return Object.assign(new Error(text.join(" ")), { responseCode: Number(code) });
}

function openPeer(): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onConnect: (_session, done) => {
      connections++;
      done();
    },
    onMailFrom: (_address, _session, done) => done(refusal("mail")),
    onRcptTo: (_address, _session, done) => done(refusal("rcpt")),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      // A withheld message is a connection closed before its body: nothing was taken.
      stream.on("error", () => done());
      stream.on("end", () => {
        const fault = refusal("data");
        const to = session.envelope.rcptTo[0]?.address ?? "";
        if (!fault) taken.push({ to, content: Buffer.concat(chunks) });
        done(fault);
      });
    },
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const settings = { tlsRequired: false, connections: 2, rate: 1000, idleMs: 10 };

beforeAll(async () => {
  desk = await openSubscriptionDesk();
});
afterAll(() => desk.ctx.close());
beforeEach(async () => {
  answers = {};
  connections = 0;
  taken = [];
  peer = await openPeer();
  const { port } = peer.server.address() as { port: number };
  mailer = createSmtpMailer({ ...settings, url: `smtp://127.0.0.1:${port}` });
});
afterEach(async () => {
  await mailer.close();
  await new Promise<void>((resolve) => peer.close(() => resolve()));
});

async function asked(email: string): Promise<string> {
  desk.hints.length = 0;
  await desk.ask(email);
  return desk.hints[0] ?? "";
}
const rowOf = async (id: string) =>
  (await desk.query("SELECT * FROM confirmations WHERE id = $1", id))[0];
const isDue = async (id: string) =>
  (await listDueConfirmations(desk.ctx.db, desk.deps.now(), 1000)).includes(id);

test("ten workers with the same hint send one mail, whose link works", async () => {
  const email = anAddress();
  const id = await asked(email);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => desk.send(id, mailer)));
  expect(outcomes.sort()).toEqual(["sent", ...Array(9).fill("skipped")].sort());
  expect(taken.map(({ to }) => to)).toEqual([email]);
  const token = await tokenIn(taken[0]?.content ?? "");
  const confirmed = await confirmSubscription(desk.deps, { token, channel: "page" });
  expect(confirmed).toMatchObject({ kind: "confirmed", first: true });
  expect(await desk.send(id, mailer)).toBe("skipped");
});

describe("refused for now", () => {
  test.each([
    ["rcpt", "450 4.2.1 Busy"],
    ["data", "451 4.3.0 Later"],
    ["mail", "550 5.7.1 Sender refused"],
  ] as const)(
    "at %s with %s: tried again after 5 minutes, with the same link",
    async (stage, says) => {
      const email = anAddress();
      const id = await asked(email);
      answers = { [stage]: says };
      expect(await desk.send(id, mailer)).toBe("deferred");
      expect(await rowOf(id)).toMatchObject({ sent_at: null, closed_at: null });
      expect(await isDue(id)).toBe(false);
      expect(await desk.send(id, mailer)).toBe("skipped");
      const before = await rowOf(id);
      answers = {};
      desk.pass(5 / 60);
      expect(await isDue(id)).toBe(true);
      expect(await desk.send(id, mailer)).toBe("sent");
      expect(await isDue(id)).toBe(false);
      const after = await rowOf(id);
      if (before.token_hash) expect(after.token_hash).toEqual(before.token_hash);
      expect(taken).toHaveLength(1);
      expect(await isSuppressed(desk.ctx.db, desk.ctx.tokens.addressHashes(email))).toBe(false);
    },
  );

  test("without anybody listening: tried until the 48 hours are over, then given up", async () => {
    const id = await asked(anAddress());
    const nobody = createSmtpMailer({ ...settings, url: "smtp://127.0.0.1:1" });
    let outcome = "deferred";
    let tries = 0;
    for (; outcome === "deferred" && tries < 60; tries++) {
      outcome = await desk.send(id, nobody);
      desk.pass(1);
    }
    expect([outcome, tries]).toEqual(["failed", 48]);
    expect(await isDue(id)).toBe(false);
    await nobody.close();
  });
});

describe("refused for good", () => {
  test.each([
    ["550 5.1.1 No such user", true],
    ["550 5.7.26 Unauthenticated", false],
    ["552 5.2.2 Mailbox full", false],
    ["550 5.1.8 Bad sender", false],
  ])("at RCPT with %s: closed; suppressed: %s", async (says, suppressed) => {
    const email = anAddress();
    const id = await asked(email);
    answers = { rcpt: says };
    expect(await desk.send(id, mailer)).toBe("failed");
    answers = {};
    desk.pass(1);
    expect(await isDue(id)).toBe(false);
    expect(await desk.send(id, mailer)).toBe("skipped");
    expect(taken).toEqual([]);
    expect(await isSuppressed(desk.ctx.db, desk.ctx.tokens.addressHashes(email))).toBe(suppressed);
    desk.pass(1);
    expect((await asked(email)) !== "").toBe(!suppressed);
  });
});

describe("not wanted any more", () => {
  test("suppressed before the worker looks: the peer is not even called", async () => {
    const email = anAddress();
    const id = await asked(email);
    await suppress(desk.ctx.db, desk.ctx.tokens.addressHash(email), "complaint");
    expect(await desk.send(id, mailer)).toBe("skipped");
    expect(connections).toBe(0);
    expect(await isDue(id)).toBe(false);
  });

  test("suppressed at the last moment: no body", async () => {
    const email = anAddress();
    const id = await asked(email);
    const late: Mailer = {
      ...mailer,
      async send(message) {
        await suppress(desk.ctx.db, desk.ctx.tokens.addressHash(email), "complaint");
        return mailer.send(message);
      },
    };
    expect(await desk.send(id, late)).toBe("skipped");
    expect(taken).toEqual([]);
  });

  test("a worker that slept past its lease opens no body", async () => {
    const id = await asked(anAddress());
    const slow: Mailer = {
      ...mailer,
      async send(message) {
        desk.pass(1);
        expect(await desk.send(id, mailer)).toBe("sent");
        return mailer.send(message);
      },
    };
    expect(await desk.send(id, slow)).toBe("skipped");
    expect(taken).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ closed_at: null, outcome: "250" });
  });
});

test("once its body may be out it is never sent again, and the link that may be out works", async () => {
  const id = await asked(anAddress());
  let content: Buffer = Buffer.alloc(0);
  const lost: Mailer = {
    ...mailer,
    async send(message) {
      content = message.content;
      await message.beforeData?.();
      return { kind: "unknown" };
    },
  };
  expect(await desk.send(id, lost)).toBe("sent");
  desk.pass(10);
  expect(await isDue(id)).toBe(false);
  expect(await desk.send(id, mailer)).toBe("skipped");
  const token = await tokenIn(content);
  const confirmed = await confirmSubscription(desk.deps, { token, channel: "page" });
  expect(confirmed).toMatchObject({ kind: "confirmed" });
});
