// A desk for the suites of this folder: a real database and outbox, a clock that can be set forward,
// and the queue's place taken by a list of what was hinted at.
import { randomBytes } from "node:crypto";
import PostalMime from "postal-mime";
import type { Context } from "../../../src/context.ts";
import type { Mailer } from "../../../src/mail/mailer.ts";
import { getOutboxMessage, listOutbox } from "../../../src/mail/outbox-store.ts";
import type { Queues } from "../../../src/queue/jobs.ts";
import { createConfirmationRenderer } from "../../../src/rendering/render-confirmation.ts";
import { confirmSubscription } from "../../../src/subscriptions/confirm-subscription.ts";
import {
  type ConfirmationOutcome,
  sendConfirmation,
} from "../../../src/subscriptions/send-confirmation.ts";
import { subscribe } from "../../../src/subscriptions/subscribe.ts";
import { findSubscriberByEmail } from "../../../src/subscriptions/subscriber-store.ts";
import { createTestContext } from "../../test-context.ts";

export async function openSubscriptionDesk() {
  let instant = Date.parse("2026-11-22T08:00:00Z");
  const now = () => new Date(instant);
  const ctx = await createTestContext({}, { now });
  const hints: string[] = [];
  const queues: Queues = {
    async enqueue(_name, ids) {
      hints.push(...ids);
    },
    hint: (_name, id) => void hints.push(id),
  };
  const deps = { db: ctx.db, queues, tokens: ctx.tokens, now };
  const desk = {
    ctx,
    deps,
    hints,
    pass(hours: number): void {
      instant += hours * 3_600_000;
    },
    ask: (email: string, preferences?: unknown) =>
      subscribe(deps, { email, preferences, channel: "api" }),
    send: (id: string, mailer: Mailer = ctx.mailer) =>
      sendConfirmation({ ...senderDeps(ctx), now, mailer }, id),
    /** Plays the worker: works through every hint given so far. */
    async sendAll(mailer?: Mailer): Promise<ConfirmationOutcome[]> {
      const outcomes: ConfirmationOutcome[] = [];
      for (const id of hints.splice(0)) outcomes.push(await desk.send(id, mailer));
      return outcomes;
    },
    /** The whole way in, for a suite that is about what comes after it. */
    async join(email: string): Promise<string> {
      await desk.ask(email);
      await desk.sendAll();
      const token = (await tokensMailedTo(ctx, email)).at(-1) ?? "";
      await confirmSubscription(deps, { token, channel: "page" });
      return (await findSubscriberByEmail(ctx.db, email))?.id ?? "";
    },
    tokensMailedTo: (email: string) => tokensMailedTo(ctx, email),
    find: (email: string) => findSubscriberByEmail(ctx.db, email.toLowerCase()),
    query: async (text: string, ...values: unknown[]) => (await ctx.pool.query(text, values)).rows,
  };
  return desk;
}
export type SubscriptionDesk = Awaited<ReturnType<typeof openSubscriptionDesk>>;

function senderDeps(ctx: Context) {
  const { db, tokens } = ctx;
  const { mailFrom: from, http } = ctx.config;
  const settings = { publicUrl: http.publicUrl, publicHost: http.publicHost, from };
  const renderConfirmation = createConfirmationRenderer(ctx.templates, settings);
  const envelopeFrom = from.address;
  return { db, tokens, renderConfirmation, publicUrl: http.publicUrl, envelopeFrom };
}

/** The token of the link in a mail's text, as its reader would follow it. */
export async function tokenIn(content: Buffer | string): Promise<string> {
  const { text } = await PostalMime.parse(content);
  return /\/confirm\/(\S+)/.exec(text ?? "")?.[1] ?? "";
}

/** Of every mail that the outbox holds for an address, the oldest first. */
async function tokensMailedTo(ctx: Context, email: string): Promise<string[]> {
  const entries = (await listOutbox(ctx.db, 500)).filter((mail) => mail.recipient === email);
  const mails = await Promise.all(entries.map(({ id }) => getOutboxMessage(ctx.db, id)));
  return Promise.all(mails.reverse().map((mail) => tokenIn(mail?.content ?? "")));
}

let count = 0;
/** An address that nobody else in the run has. */
export function anAddress(name = "ada"): string {
  return `${name}-${++count}-${randomBytes(3).toString("hex")}@example.org`;
}
