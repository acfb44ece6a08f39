// What the SMTP transport says after each way a conversation can end. `unknown` may be said only
// where the peer can have the message, and must be said there.
import { afterEach, expect, test, vi } from "vitest";
import type { Mailer, OutgoingMessage } from "../../../src/mail/mailer.ts";
import { createSmtpMailer, type SmtpSettings } from "../../../src/mail/smtp-mailer.ts";
import { type Script, type ScriptedPeer, startScriptedPeer } from "./scripted-peer.ts";

const CONTENT = Buffer.from(
  "Message-ID: <1@example.org>\r\nSubject: x\r\n\r\n.hidden dot\r\nbye\r\n",
);
const open: { mailer: Mailer; peer: ScriptedPeer }[] = [];

afterEach(async () => {
  for (const { mailer, peer } of open.splice(0)) {
    await peer.close();
    await mailer.close();
  }
});

async function start(script: Script, settings: Partial<SmtpSettings> = {}) {
  const peer = await startScriptedPeer(script);
  const timeouts = { connect: 2_000, envelope: 500, silence: 1_500 };
  const rest = { tlsRequired: false, connections: 2, rate: 1000, timeouts };
  const mailer = createSmtpMailer({ url: peer.url, ...rest, ...settings });
  open.push({ mailer, peer });
  return { peer, mailer };
}

function message(over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    messageId: "<1@example.org>",
    envelopeFrom: "b+1@example.org",
    recipient: "reader@example.net",
    subject: "x",
    content: CONTENT,
    ...over,
  };
}

test.each([["PIPELINING"], ["8BITMIME"]])("a message arrives as it is (%s)", async (extension) => {
  const { peer, mailer } = await start({ extensions: [extension] });
  expect(await mailer.send(message())).toEqual({ kind: "accepted", status: "250 2.0.0" });
  expect(peer.accepted.map(String)).toEqual([String(CONTENT).replace("\n.h", "\n..h")]);
  expect(peer.commands).toContain("MAIL FROM:<b+1@example.org>");
  expect(peer.commands).toContain("RCPT TO:<reader@example.net>");
});

test.each([
  ["MAIL", "450 4.2.0 <a@b.c> later", "mail", false, "450 4.2.0"],
  ["MAIL", "550 5.7.26 no", "mail", true, "550 5.7.26"],
  ["RCPT", "450 later", "rcpt", false, "450"],
  ["RCPT", "550 5.1.1 <reader@example.net> unknown", "rcpt", true, "550 5.1.1"],
  ["DATA", "451 4.3.0 later", "data", false, "451 4.3.0"],
  ["DATA", "554 5.5.1 no", "data", true, "554 5.5.1"],
] as const)(
  "%s answered %j: refused, no body sent, and the connection serves the next",
  async (verb, reply, stage, permanent, status) => {
    const { peer, mailer } = await start({
      on: {
        [verb]: (_: string, nth: number) => (nth === 1 ? reply : verb === "DATA" ? "354" : "250"),
      },
    });
    const beforeData = vi.fn(async () => true);
    const result = await mailer.send(message({ beforeData }));
    expect(result).toEqual({ kind: "refused", stage, permanent, status });
    expect(await mailer.send(message())).toMatchObject({ kind: "accepted" });
    expect(peer.accepted).toHaveLength(1);
    expect(peer.connections).toBe(1);
  },
);

test.each([
  ["451 4.7.1 later", false, "451 4.7.1"],
  ["552 5.2.2 full", true, "552 5.2.2"],
  ["421 4.3.2 going down", false, "421 4.3.2"],
])("the dot answered %j: refused at data", async (dot, permanent, status) => {
  const { mailer } = await start({ dot });
  expect(await mailer.send(message())).toEqual({
    kind: "refused",
    stage: "data",
    permanent,
    status,
  });
});

test("a greeting of 554 or 421 is a refusal at the greeting", async () => {
  for (const greeting of ["554 5.7.1 no", "421 4.3.2 busy"]) {
    const { peer, mailer } = await start({ greeting });
    const result = await mailer.send(message());
    expect(result).toMatchObject({
      kind: "refused",
      stage: "greeting",
      status: greeting.slice(0, 9),
    });
    expect(await mailer.check()).toBe(`refused at greeting: ${greeting.slice(0, 9)}`);
    expect(peer.connections).toBe(2);
  }
});

test("dropped or silent before the message: unreachable, tried once, the last look not asked", async () => {
  const scripts: Script[] = [
    { greeting: "drop" },
    { on: { MAIL: "drop" }, extensions: ["8BITMIME"] },
    { on: { RCPT: "drop" } },
    { on: { DATA: "drop" } },
    { on: { DATA: "silence" } },
  ];
  for (const script of scripts) {
    const { peer, mailer } = await start(script);
    const beforeData = vi.fn(async () => true);
    expect(await mailer.send(message({ beforeData }))).toMatchObject({ kind: "unreachable" });
    expect(beforeData).not.toHaveBeenCalled();
    expect(peer.connections).toBe(1);
  }
});

test("nobody listens: unreachable, and the reason names no address", async () => {
  const { peer, mailer } = await start({});
  await peer.close();
  const reason = "no connection (ECONNREFUSED)";
  expect(await mailer.send(message())).toEqual({ kind: "unreachable", reason });
  expect(await mailer.check()).toBe(reason);
});

test.each(["drop", "silence"])(
  "%s after the final dot: unknown, and no second copy",
  async (dot) => {
    const { peer, mailer } = await start({ dot });
    expect(await mailer.send(message())).toEqual({ kind: "unknown" });
    expect(peer.bodyBytes).toBeGreaterThan(0);
    expect(peer.connections).toBe(1);
  },
);

test("dropped in the middle of a message that had not left us: unreachable", async () => {
  const { peer, mailer } = await start({ dropAfterBytes: 100_000 });
  const content = Buffer.concat([CONTENT, Buffer.alloc(30_000_000, "abcdefg\r\n")]);
  expect(await mailer.send(message({ content }))).toMatchObject({ kind: "unreachable" });
  expect(peer.accepted).toHaveLength(0);
});
