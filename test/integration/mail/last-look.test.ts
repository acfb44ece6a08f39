// The last look: asked after the peer agreed to take the message and before its first byte, and
// obeyed. What it commits is never overtaken by the result.
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Mailer, OutgoingMessage } from "../../../src/mail/mailer.ts";
import { createSmtpMailer } from "../../../src/mail/smtp-mailer.ts";
import { type ScriptedPeer, startScriptedPeer } from "./scripted-peer.ts";

let peer: ScriptedPeer;
let mailer: Mailer;

beforeEach(async () => {
  peer = await startScriptedPeer();
  mailer = createSmtpMailer({ url: peer.url, tlsRequired: false, connections: 1, rate: 1000 });
});

afterEach(async () => {
  await mailer.close();
  await peer.close();
});

function message(beforeData: () => Promise<boolean>): OutgoingMessage {
  return {
    messageId: "<1@example.org>",
    envelopeFrom: "b@example.org",
    recipient: "reader@example.net",
    subject: "x",
    content: Buffer.from("Subject: x\r\n\r\nbody\r\n"),
    beforeData,
  };
}

test("it is asked once, after DATA was agreed to and before the first byte", async () => {
  let asked = 0;
  const result = await mailer.send(
    message(async () => {
      asked += 1;
      await sleep(100);
      expect(peer.commands.at(-1)).toBe("DATA");
      expect(peer.bodyBytes).toBe(0);
      return true;
    }),
  );
  expect(result).toEqual({ kind: "accepted", status: "250 2.0.0" });
  expect(asked).toBe(1);
});

test("its no withholds the message: no byte, no dot, and the next message goes", async () => {
  expect(await mailer.send(message(async () => false))).toEqual({ kind: "withheld" });
  await sleep(50);
  expect(peer.bodyBytes).toBe(0);
  expect(peer.accepted).toHaveLength(0);
  expect(await mailer.send(message(async () => true))).toMatchObject({ kind: "accepted" });
  expect(peer.accepted).toHaveLength(1);
});

test("its failure is the sender's failure, and nothing was sent", async () => {
  const failing = mailer.send(
    message(async () => {
      throw new Error("the database is away");
    }),
  );
  await expect(failing).rejects.toThrow("the database is away");
  await sleep(50);
  expect(peer.bodyBytes).toBe(0);
  expect(await mailer.send(message(async () => true))).toMatchObject({ kind: "accepted" });
});

test("a connection lost meanwhile is reported only after it is done", async () => {
  let done = false;
  const result = await mailer.send(
    message(async () => {
      peer.dropAll();
      await sleep(300);
      done = true;
      return true;
    }),
  );
  expect(done).toBe(true);
  expect(result).toMatchObject({ kind: "unreachable" });
  expect(peer.accepted).toHaveLength(0);
});
