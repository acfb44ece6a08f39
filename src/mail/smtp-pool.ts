// A small set of reused connections: never more than `max` at once, the newest idle one first, and
// an idle one is closed after a few seconds. It connects only when a message asks for it.
import type { SendResult } from "./mailer.ts";
import { openSession, type SmtpPeer, SmtpSession } from "./smtp-session.ts";

interface Idle {
  session: SmtpSession;
  timer: NodeJS.Timeout;
}

export class SmtpPool {
  readonly #peer: SmtpPeer;
  readonly #idleMs: number;
  readonly #idle: Idle[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #max: number;
  /** Slots without an owner. Every connection in use or closing owns one; idle ones do not. */
  #free: number;
  #allFree: (() => void) | null = null;
  #closing = false;

  constructor(peer: SmtpPeer, max: number, idleMs: number) {
    this.#peer = peer;
    this.#max = max;
    this.#free = max;
    this.#idleMs = idleMs;
  }

  /** True while some connection is known to work. */
  get connected(): boolean {
    return this.#idle.some(({ session }) => session.usable);
  }

  /**
   * Lends a connection to a task. A peer may close an idle connection at any time, which says
   * nothing about the message: where `isStale` says so of the result over a reused connection, the
   * task runs once more over a new one.
   */
  async use(
    task: (session: SmtpSession) => Promise<SendResult>,
    isStale: (result: SendResult) => boolean,
  ): Promise<SendResult> {
    await this.#takeSlot();
    let session: SmtpSession | null = null;
    try {
      session = this.#takeIdle();
      if (session) {
        const result = await task(session);
        if (!isStale(result)) return result;
        session.drop();
        await session.closed;
        session = null;
      }
      if (this.#closing) return { kind: "unreachable", reason: "the mailer is closed" };
      const opened = await openSession(this.#peer);
      if (!(opened instanceof SmtpSession)) return opened;
      session = opened;
      return await task(session);
    } finally {
      this.#giveBack(session);
    }
  }

  /** Waits for the sends under way; later ones are turned away. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { session, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      this.#retire(session);
    }
    if (this.#free < this.#max) {
      await new Promise<void>((resolve) => {
        this.#allFree = resolve;
      });
    }
  }

  #takeIdle(): SmtpSession | null {
    for (let entry = this.#idle.pop(); entry; entry = this.#idle.pop()) {
      clearTimeout(entry.timer);
      if (entry.session.usable) return entry.session;
      entry.session.drop();
    }
    return null;
  }

  #giveBack(session: SmtpSession | null): void {
    if (!session) this.#freeSlot();
    else if (!session.usable) void session.closed.then(() => this.#freeSlot());
    else if (this.#closing) void session.quit().then(() => this.#freeSlot());
    else {
      const entry = { session, timer: setTimeout(() => this.#expire(entry), this.#idleMs) };
      this.#idle.push(entry);
      this.#freeSlot();
    }
  }

  #expire(entry: Idle): void {
    this.#idle.splice(this.#idle.indexOf(entry), 1);
    this.#retire(entry.session);
  }

  /** An idle connection owns no slot, but one that is closing does: idle ones never outnumber them. */
  #retire(session: SmtpSession): void {
    this.#free -= 1;
    void session.quit().then(() => this.#freeSlot());
  }

  async #takeSlot(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #freeSlot(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else {
      this.#free += 1;
      if (this.#free === this.#max) this.#allFree?.();
    }
  }
}
