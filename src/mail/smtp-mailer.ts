// The SMTP transport: at most `connections` connections and `rate` messages a second, and the
// phase of each message known, so that a lost connection is `unknown` only where it must be.
import { setTimeout as sleep } from "node:timers/promises";
import type { Mailer, OutgoingMessage, SendResult } from "./mailer.ts";
import { SmtpPool } from "./smtp-pool.ts";
import type { SmtpPeer, SmtpSession, SmtpTimeouts } from "./smtp-session.ts";

export interface SmtpSettings {
  /** smtp://user:password@host:port or smtps:// */
  url: string;
  /** Encrypted, with a certificate that is valid for the host, or not at all. */
  tlsRequired: boolean;
  connections: number;
  /** Messages a second. */
  rate: number;
  /** After how many ms an unused connection is closed. */
  idleMs?: number;
  timeouts?: Partial<SmtpTimeouts>;
}

const IDLE_MS = 5_000;
/** The final dot may take 10 minutes to be answered (RFC 5321 §4.5.3.2.6). */
const TIMEOUTS: SmtpTimeouts = { connect: 60_000, envelope: 300_000, silence: 630_000 };

function peerOf(settings: SmtpSettings): SmtpPeer {
  const url = new URL(settings.url);
  const implicitTls = url.protocol === "smtps:";
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (implicitTls ? 465 : 587),
    implicitTls,
    tlsRequired: settings.tlsRequired,
    login: user ? { user, pass: decodeURIComponent(url.password) } : null,
    timeouts: { ...TIMEOUTS, ...settings.timeouts },
  };
}

/** Gives each caller its turn, evenly spaced: no second ever holds more than `rate` turns. */
function createPace(rate: number): () => Promise<void> {
  const interval = 1000 / rate;
  let next = 0;
  return async () => {
    const now = performance.now();
    const turn = Math.max(now, next);
    next = turn + interval;
    if (turn > now) await sleep(turn - now);
  };
}

/** What a peer that no longer wants an idle connection does to the next message on it. */
function wasStale(result: SendResult): boolean {
  return (
    result.kind === "unreachable" ||
    (result.kind === "refused" && result.stage === "mail" && result.status.startsWith("421"))
  );
}

export function createSmtpMailer(settings: SmtpSettings): Mailer {
  const pool = new SmtpPool(peerOf(settings), settings.connections, settings.idleMs ?? IDLE_MS);
  const pace = createPace(settings.rate);

  async function send(message: OutgoingMessage): Promise<SendResult> {
    let looked = false;
    const watched: OutgoingMessage = {
      ...message,
      beforeData: async () => {
        looked = true;
        return message.beforeData ? message.beforeData() : true;
      },
    };
    const task = async (session: SmtpSession) => {
      await pace();
      return session.send(watched);
    };
    return pool.use(task, (result) => !looked && wasStale(result));
  }

  async function check(): Promise<string | null> {
    if (pool.connected) return null;
    const nothing = async (): Promise<SendResult> => ({ kind: "accepted", status: "" });
    const result = await pool.use(nothing, () => false);
    if (result.kind === "unreachable") return result.reason;
    return result.kind === "refused" ? `refused at ${result.stage}: ${result.status}` : null;
  }

  return { send, check, close: () => pool.close() };
}
