// One connection to the SMTP server, over Nodemailer's SMTPConnection. The pool of Nodemailer is
// not used: it cannot say whether a lost message may have arrived, and reconnects without end.
import { Socket } from "node:net";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { OutgoingMessage, SendResult } from "./mailer.ts";
import { MessageSource } from "./message-source.ts";
import { failureOf, type SmtpFault, statusOf } from "./smtp-reply.ts";

export interface SmtpPeer {
  host: string;
  port: number;
  /** TLS from the first byte (smtps). */
  implicitTls: boolean;
  tlsRequired: boolean;
  login: { user: string; pass: string } | null;
  timeouts: SmtpTimeouts;
}

/** In ms, RFC 5321 §4.5.3.2. */
export interface SmtpTimeouts {
  /** From the look-up of the name to the end of STARTTLS. */
  connect: number;
  /** From MAIL to the answer to DATA. */
  envelope: number;
  /** Silence anywhere, so also the wait for the answer to the final dot. */
  silence: number;
}

const RESET_TIMEOUT = 10_000;

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host === "::1" || /^127\./.test(host);
}

function connectionTo(peer: SmtpPeer, socket: Socket): SMTPConnection {
  const connection = new SMTPConnection({
    host: peer.host,
    port: peer.port,
    secure: peer.implicitTls,
    socket,
    ...(peer.tlsRequired ? { requireTLS: true } : { opportunisticTLS: true }),
    tls: { rejectUnauthorized: peer.tlsRequired },
    allowInternalNetworkInterfaces: isLoopback(peer.host),
    connectionTimeout: peer.timeouts.connect,
    greetingTimeout: peer.timeouts.connect,
    socketTimeout: peer.timeouts.silence,
  });
  // A connection without a listener for its errors would end the process.
  connection.on("error", () => {});
  return connection;
}

type Opening = SmtpSession | Extract<SendResult, { kind: "refused" | "unreachable" }>;

/**
 * Connects, greets, secures and logs in. A password is never written to an unencrypted connection
 * that leaves this machine.
 */
export function openSession(peer: SmtpPeer): Promise<Opening> {
  const socket = new Socket();
  const connection = connectionTo(peer, socket);
  const session = new SmtpSession(connection, socket, peer.timeouts);
  return new Promise((resolve) => {
    const end = (failure: Exclude<Opening, SmtpSession>) => {
      // In this order: dropping tells of the connection's end too, and knows less.
      resolve(failure);
      session.drop();
    };
    const fail = (error: SmtpFault) => end(failureOf(error, "greeting"));
    connection.once("error", fail);
    connection.once("end", () => fail({ code: "ECONNECTION" }));
    connection.connect((error) => {
      if (error) return fail(error);
      if (!peer.login || !connection.allowsAuth) return resolve(session);
      if (!connection.secure && !isLoopback(peer.host)) {
        return end({ kind: "unreachable", reason: "no TLS: the password was not sent" });
      }
      connection.login(peer.login, (refusal) => (refusal ? fail(refusal) : resolve(session)));
    });
  });
}

export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #socket: Socket;
  readonly #timeouts: SmtpTimeouts;
  /** Fulfilled when the connection is gone on our side. */
  readonly closed: Promise<void>;

  constructor(connection: SMTPConnection, socket: Socket, timeouts: SmtpTimeouts) {
    this.#connection = connection;
    this.#socket = socket;
    this.#timeouts = timeouts;
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
  }

  get usable(): boolean {
    return !this.#connection.destroyed && !this.#socket.destroyed;
  }

  /** One message. Afterwards the session is ready for the next one, or no longer usable. */
  async send(message: OutgoingMessage): Promise<SendResult> {
    const source = new MessageSource(message.content, message.beforeData ?? (async () => true));
    const ending = await this.#transfer(message, source);
    await source.looked;
    const result = resultOf(source, ending);
    if (result.kind === "accepted") return result;
    const cleanEnd = !source.begun || source.ended;
    if (result.kind === "refused" && cleanEnd && this.usable) await this.#reset();
    else this.drop();
    if (source.failure) throw source.failure.error;
    return result;
  }

  #transfer(message: OutgoingMessage, source: MessageSource): Promise<Ending> {
    const { envelopeFrom: from, recipient, content } = message;
    return new Promise((resolve) => {
      const settle = (ending: Ending) => {
        clearTimeout(timer);
        this.#connection.off("end", lost);
        resolve(ending);
      };
      const timer = setTimeout(settle, this.#timeouts.envelope, { error: { code: "ETIMEDOUT" } });
      // Later than Nodemailer's own answer, which knows more but does not always come.
      const lost = () => setImmediate(settle, { error: { code: "ECONNECTION" } });
      this.#connection.on("end", lost);
      source.onBegin = () => clearTimeout(timer);
      const envelope = { from, to: [{ address: recipient }], size: content.length };
      this.#connection.send(envelope, source, (error, info) =>
        settle(error ? { error } : { response: info?.response ?? "" }),
      );
    });
  }

  /** Ends a refused transaction (RSET), so that the next message can use the connection. */
  async #reset(): Promise<void> {
    const done = await new Promise<boolean>((resolve) => {
      const settle = (ok: boolean) => {
        clearTimeout(timer);
        this.#connection.off("end", lost);
        resolve(ok);
      };
      const timer = setTimeout(settle, RESET_TIMEOUT, false);
      const lost = () => settle(false);
      this.#connection.on("end", lost);
      this.#connection.reset((error) => settle(!error));
    });
    if (!done) this.drop();
  }

  /** Says QUIT and waits for the connection to go, not longer than `patience` ms. */
  async quit(patience = 2_000): Promise<void> {
    if (this.usable) this.#connection.quit();
    const timer = setTimeout(() => this.drop(), patience);
    await this.closed;
    clearTimeout(timer);
  }

  /** Ends the connection at once: an unfinished message gets no final dot. */
  drop(): void {
    this.#connection.close();
    this.#socket.destroy();
  }
}

type Ending = { error: SmtpFault } | { response: string };

function resultOf(source: MessageSource, ending: Ending): SendResult {
  if (source.withheld) return { kind: "withheld" };
  if ("response" in ending) {
    return source.ended
      ? { kind: "accepted", status: statusOf(ending.response) }
      : { kind: "unreachable", reason: "answered before the end of the message" };
  }
  const failure = failureOf(ending.error, source.begun ? "data" : "mail");
  return failure.kind === "unreachable" && source.ended ? { kind: "unknown" } : failure;
}
