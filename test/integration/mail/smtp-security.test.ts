// TLS and passwords against a real SMTP server: `required` means that no other peer ever sees a
// sender, and a password does not leave this machine in the clear.
import type { Server } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { createSmtpMailer, type SmtpSettings } from "../../../src/mail/smtp-mailer.ts";
import { openSession } from "../../../src/mail/smtp-session.ts";
import { startScriptedPeer } from "./scripted-peer.ts";

interface Seen {
  senders: string[];
  messages: string[];
  secure: boolean[];
}

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

async function startServer(options: SMTPServerOptions = {}): Promise<{ port: number; seen: Seen }> {
  const seen: Seen = { senders: [], messages: [], secure: [] };
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onAuth: ({ username, password }, _, done) =>
      password === "open sesame" ? done(null, { user: username }) : done(new Error("no")),
    onMailFrom: ({ address }, session, done) => {
      seen.senders.push(address);
      seen.secure.push(session.secure);
      done();
    },
    onData: (stream, _, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => {
        seen.messages.push(Buffer.concat(chunks).toString());
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  const listening: Server = server.listen(0, "127.0.0.1");
  await new Promise((resolve) => listening.once("listening", resolve));
  cleanUp.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = listening.address();
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, seen };
}

function mailerFor(url: string, over: Partial<SmtpSettings> = {}) {
  const mailer = createSmtpMailer({ url, tlsRequired: false, connections: 1, rate: 100, ...over });
  cleanUp.push(() => mailer.close());
  return mailer;
}

const MESSAGE = {
  messageId: "<1@example.org>",
  envelopeFrom: "b@example.org",
  recipient: "reader@example.net",
  subject: "x",
  content: Buffer.from("Subject: x\r\n\r\n.\r\n..\r\nbody\r\n"),
};

test("opportunistic: STARTTLS is used, also with a certificate that nobody knows", async () => {
  const { port, seen } = await startServer();
  const mailer = mailerFor(`smtp://127.0.0.1:${port}`);
  expect(await mailer.check()).toBeNull();
  expect(await mailer.send(MESSAGE)).toMatchObject({ kind: "accepted" });
  expect(seen.secure).toEqual([true]);
  expect(seen.messages).toEqual([String(MESSAGE.content)]);
});

test("opportunistic: a server without TLS, and smtps, take the mail too", async () => {
  const plain = await startServer({ disabledCommands: ["STARTTLS"] });
  const tls = await startServer({ secure: true });
  expect(await mailerFor(`smtp://127.0.0.1:${plain.port}`).send(MESSAGE)).toMatchObject({
    kind: "accepted",
  });
  expect(await mailerFor(`smtps://127.0.0.1:${tls.port}`).send(MESSAGE)).toMatchObject({
    kind: "accepted",
  });
  expect([...plain.seen.secure, ...tls.seen.secure]).toEqual([false, true]);
});

test("required: no STARTTLS, or a certificate that is not valid: no sender is ever seen", async () => {
  const servers = [
    { ...(await startServer({ disabledCommands: ["STARTTLS"] })), scheme: "smtp" },
    { ...(await startServer()), scheme: "smtp" },
    { ...(await startServer({ secure: true })), scheme: "smtps" },
  ];
  for (const { port, seen, scheme } of servers) {
    const mailer = mailerFor(`${scheme}://127.0.0.1:${port}`, { tlsRequired: true });
    expect(await mailer.send(MESSAGE)).toMatchObject({ kind: "unreachable" });
    expect(await mailer.check()).toMatch(/^(TLS failed|no connection) \([A-Z0-9_]+\)$/);
    expect(seen.senders).toEqual([]);
  }
});

test("a right password lets the mail through, a wrong one is a refusal that does not tell it", async () => {
  const { port, seen } = await startServer({ authOptional: false });
  const right = mailerFor(`smtp://paper%40boy:open%20sesame@127.0.0.1:${port}`);
  expect(await right.send(MESSAGE)).toMatchObject({ kind: "accepted" });
  const wrong = mailerFor(`smtp://paperboy:guess@127.0.0.1:${port}`);
  const status = expect.stringMatching(/^535( 5\.7\.8)?$/);
  expect(await wrong.send(MESSAGE)).toEqual({
    kind: "refused",
    stage: "auth",
    permanent: true,
    status,
  });
  expect(await wrong.check()).toMatch(/^refused at auth: 535/);
  expect(seen.messages).toHaveLength(1);
});

test("a password is not written to an unencrypted connection that leaves this machine", async () => {
  const peer = await startScriptedPeer({ extensions: ["AUTH PLAIN LOGIN"] });
  cleanUp.push(() => peer.close());
  const opened = await openSession({
    // The same machine, under a name that does not say so.
    host: "0.0.0.0",
    port: Number(new URL(peer.url).port),
    implicitTls: false,
    tlsRequired: false,
    login: { user: "paperboy", pass: "secret" },
    timeouts: { connect: 2_000, envelope: 2_000, silence: 2_000 },
  });
  expect(opened).toEqual({ kind: "unreachable", reason: "no TLS: the password was not sent" });
  expect(peer.commands.join()).not.toMatch(/AUTH/);
});
