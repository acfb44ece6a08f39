// An SMTP server on loopback that stands for the readers' mail servers: it keeps what it accepts,
// counts it by Message-ID, and refuses whom it is told to. Mails are read by an independent parser.
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface CaughtMail {
  envelopeFrom: string;
  recipient: string;
  raw: Buffer;
}

export interface MailCatcher {
  url: string;
  mails: CaughtMail[];
  /** How many were accepted under each Message-ID. */
  countByMessageId(): Promise<Map<string, number>>;
  /** Answers RCPT for this address with a refusal, until it is allowed again. */
  refuse(address: string, code: number, text: string): void;
  allow(address: string): void;
  close(): Promise<void>;
}

export async function parseMail(raw: Buffer): Promise<Email> {
  return PostalMime.parse(raw);
}

/** The value of a header as it stands in the message, unfolded; undefined when absent. */
export function header(email: Email, name: string): string | undefined {
  return email.headers.find((h) => h.key === name.toLowerCase())?.value;
}

function read(stream: NodeJS.ReadableStream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => resolve(Buffer.concat(chunks)));
    stream.on("error", reject);
  });
}

function listen(server: SMTPServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    const listener = server.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

export async function startMailCatcher(): Promise<MailCatcher> {
  const mails: CaughtMail[] = [];
  const refusals = new Map<string, { code: number; text: string }>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const refusal = refusals.get(address);
      if (!refusal) return done();
      done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData(stream, { envelope }, done) {
      read(stream).then((raw) => {
        const envelopeFrom = envelope.mailFrom ? envelope.mailFrom.address : "";
        for (const { address } of envelope.rcptTo)
          mails.push({ envelopeFrom, recipient: address, raw });
        done();
      }, done);
    },
  });
  const port = await listen(server);
  server.on("error", () => {});
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    async countByMessageId() {
      const counts = new Map<string, number>();
      for (const { raw } of mails) {
        const id = (await parseMail(raw)).messageId ?? "";
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      return counts;
    },
    refuse: (address, code, text) => void refusals.set(address, { code, text }),
    allow: (address) => void refusals.delete(address),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
