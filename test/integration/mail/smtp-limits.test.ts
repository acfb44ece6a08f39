// How many connections, how many messages a second, and how connections are reused and left.
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import type { Mailer, OutgoingMessage } from "../../../src/mail/mailer.ts";
import { createSmtpMailer, type SmtpSettings } from "../../../src/mail/smtp-mailer.ts";
import { type Script, type ScriptedPeer, startScriptedPeer } from "./scripted-peer.ts";

const open: { mailer: Mailer; peer: ScriptedPeer }[] = [];

afterEach(async () => {
  for (const { mailer, peer } of open.splice(0)) {
    await mailer.close();
    await peer.close();
  }
});

async function start(settings: Partial<SmtpSettings>, script: Script = {}) {
  const peer = await startScriptedPeer(script);
  const rest = { tlsRequired: false, connections: 3, rate: 1000 };
  const mailer = createSmtpMailer({ url: peer.url, ...rest, ...settings });
  open.push({ mailer, peer });
  return { peer, mailer };
}

function message(n: number): OutgoingMessage {
  return {
    messageId: `<${n}@example.org>`,
    envelopeFrom: "b@example.org",
    recipient: `r${n}@example.net`,
    subject: "x",
    content: Buffer.from(`Message-ID: <${n}@example.org>\r\n\r\nbody\r\n`),
  };
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

test("many at once go over the few connections allowed, each once", async () => {
  const { peer, mailer } = await start({ connections: 3 });
  const results = await Promise.all(numbers(60).map((n) => mailer.send(message(n))));
  expect(new Set(results.map((result) => result.kind))).toEqual(new Set(["accepted"]));
  expect(new Set(peer.accepted.map(String)).size).toBe(60);
  expect(peer.accepted).toHaveLength(60);
  expect(peer.most).toBeLessThanOrEqual(3);
  expect(peer.connections).toBeLessThanOrEqual(3);
});

test("one bad recipient among many fails alone", async () => {
  const on = { RCPT: (command: string) => (command.includes("r7@") ? "550 5.1.1 no" : "250") };
  const { peer, mailer } = await start({}, { on });
  const results = await Promise.all(numbers(30).map((n) => mailer.send(message(n))));
  expect(results.filter((result) => result.kind !== "accepted")).toEqual([
    { kind: "refused", stage: "rcpt", permanent: true, status: "550 5.1.1" },
  ]);
  expect(peer.accepted).toHaveLength(29);
});

test("the rate holds from the first message on", async () => {
  const { peer, mailer } = await start({ rate: 20, connections: 10 });
  const begun = performance.now();
  const sends = numbers(21).map((n) => mailer.send(message(n)));
  await sleep(500);
  expect(peer.accepted.length).toBeLessThanOrEqual(11);
  await Promise.all(sends);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(990);
});

test("an idle connection is closed with QUIT after its time", async () => {
  const { peer, mailer } = await start({ idleMs: 100 });
  await mailer.send(message(1));
  expect(await mailer.check()).toBeNull();
  expect(peer.connections).toBe(1);
  await sleep(300);
  expect(peer.commands.at(-1)).toBe("QUIT");
  await mailer.send(message(2));
  expect(peer.connections).toBe(2);
});

test("a peer that closed the idle connection costs no message", async () => {
  const { peer, mailer } = await start({ connections: 1 });
  await mailer.send(message(1));
  peer.dropAll();
  expect(await mailer.send(message(2))).toMatchObject({ kind: "accepted" });
  await sleep(50);
  peer.dropAll();
  await sleep(50);
  expect(await mailer.send(message(3))).toMatchObject({ kind: "accepted" });
  expect(peer.accepted).toHaveLength(3);
});

test("a peer that ends reused connections with 421 gets the message over a new one, once", async () => {
  const on = { MAIL: (_: string, nth: number) => (nth > 1 ? "421 4.7.0 enough" : "250") };
  const { peer, mailer } = await start({ connections: 1 }, { on });
  expect(await mailer.send(message(1))).toMatchObject({ kind: "accepted" });
  expect(await mailer.send(message(2))).toMatchObject({ kind: "accepted" });
  expect(peer.connections).toBe(2);
});

test("closing waits for the send under way and turns later ones away", async () => {
  const { peer, mailer } = await start({ connections: 1 });
  const slow = mailer.send({
    ...message(1),
    beforeData: async () => {
      await sleep(300);
      return true;
    },
  });
  const waiting = mailer.send(message(2));
  await sleep(100);
  await mailer.close();
  expect(await slow).toMatchObject({ kind: "accepted" });
  expect(await waiting).toEqual({ kind: "unreachable", reason: "the mailer is closed" });
  expect(await mailer.send(message(3))).toMatchObject({ kind: "unreachable" });
  expect(peer.accepted).toHaveLength(1);
});
