// One digest from claim to record, against a real SMTP server: sent once however often it is asked
// for, and never to somebody who left.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "../../../src/context.ts";
import { type DeliverDeps, deliverDigest } from "../../../src/deliveries/deliver-digest.ts";
import { openEditionDesk } from "../../../src/deliveries/edition-desk.ts";
import { publishAndPlan } from "../../../src/deliveries/publish-due-edition.ts";
import { sweepDeliveries } from "../../../src/deliveries/sweep-deliveries.ts";
import { createDigestRenderer } from "../../../src/rendering/render-digest.ts";
import { unsubscribe } from "../../../src/subscriptions/unsubscribe.ts";
import { type MailCatcher, parseMail, startMailCatcher } from "../../mail-catcher.ts";
import { createTestContext } from "../../test-context.ts";

let ctx: Context;
let catcher: MailCatcher;
let deps: DeliverDeps;

beforeEach(async () => {
  catcher = await startMailCatcher();
  ctx = await createTestContext({ SMTP_URL: catcher.url });
  const { db, log, mailer, tokens, config, now } = ctx;
  const { publicUrl, publicHost } = config.http;
  const settings = { publicUrl, publicHost, from: config.mailFrom };
  const renderer = createDigestRenderer(ctx.templates, settings);
  const desk = openEditionDesk({ db, tokens, renderer, publicUrl, now });
  deps = { db, log, mailer, tokens, desk, envelopeFrom: config.mailFrom.address };
});
afterEach(async () => {
  await ctx.close();
  await catcher.close();
});

async function addReader(email: string): Promise<string> {
  const { rows } = await ctx.pool.query(
    `INSERT INTO subscribers (email, email_key, state, confirmed_at)
     VALUES ($1, $1, 'confirmed', now()) RETURNING id`,
    [email],
  );
  return rows[0].id;
}

async function planned(date: string): Promise<string[]> {
  await publishAndPlan(ctx, date, true);
  const { rows } = await ctx.pool.query("SELECT id FROM deliveries WHERE edition_date = $1", [
    date,
  ]);
  return rows.map((row) => row.id);
}

async function rowOf(id: string) {
  const { rows } = await ctx.pool.query("SELECT * FROM deliveries WHERE id = $1", [id]);
  return rows[0];
}

const first = async (date: string) => (await planned(date))[0] ?? "";

test("ten looks at one delivery, four at a time, give one mail", async () => {
  await addReader("reader@example.org");
  const id = await first("2026-11-22");
  const outcomes = [];
  for (let round = 0; round < 3; round++) {
    outcomes.push(...(await Promise.all([1, 2, 3, 4].map(() => deliverDigest(deps, id)))));
  }
  expect(outcomes.filter((outcome) => outcome === "sent")).toHaveLength(1);
  expect([...(await catcher.countByMessageId()).values()]).toEqual([1]);
  expect(await rowOf(id)).toMatchObject({ state: "sent", attempt: 1, outcome: "250" });
});

test("two editions give one reader twenty different papers", async () => {
  await addReader("reader@example.org");
  const ids = [await first("2026-11-22"), await first("2026-11-23")];
  await Promise.all(ids.map((id) => deliverDigest(deps, id)));
  const rows = await Promise.all(ids.map(rowOf));
  const papers = rows.flatMap((row) => row.paper_ids);
  expect(papers).toHaveLength(20);
  expect(new Set(papers).size).toBe(20);
});

test("who leaves while the delivery waits gets nothing, and the row says why", async () => {
  const reader = await addReader("reader@example.org");
  const id = await first("2026-11-22");
  const token = ctx.tokens.sign("unsubscribe", reader);
  await unsubscribe(ctx, { token, channel: "one-click" });
  expect(await deliverDigest(deps, id)).toBe("not-due");
  expect(await rowOf(id)).toMatchObject({ state: "cancelled", outcome: "unsubscribed" });
  expect(catcher.mails).toEqual([]);
});

test("a refusal for now is tried again later under the same Message-ID, with the same papers", async () => {
  await addReader("reader@example.org");
  const id = await first("2026-11-22");
  catcher.refuse("reader@example.org", 450, "4.2.0 come back later");
  expect(await deliverDigest(deps, id)).toBe("deferred");
  const deferred = await rowOf(id);
  const minutes = (deferred.next_attempt_at.getTime() - deferred.updated_at.getTime()) / 60_000;
  expect(minutes >= 5 && minutes <= 15).toBe(true);
  expect(await deliverDigest(deps, id)).toBe("not-due");

  catcher.allow("reader@example.org");
  await ctx.pool.query("UPDATE deliveries SET next_attempt_at = now() WHERE id = $1", [id]);
  expect(await deliverDigest(deps, id)).toBe("sent");
  const sent = await rowOf(id);
  expect(sent).toMatchObject({ attempt: 2, paper_ids: deferred.paper_ids });
  const mail = await parseMail(catcher.mails[0]?.raw ?? Buffer.alloc(0));
  expect(mail.messageId).toBe(`<${id}@localhost>`);
});

test("one refused reader costs the others nothing; an unknown mailbox is never mailed again", async () => {
  for (let n = 0; n < 20; n++) await addReader(`reader${n}@example.org`);
  catcher.refuse("reader7@example.org", 550, "5.1.1 no such user");
  catcher.refuse("reader8@example.org", 550, "5.7.1 not from you");
  for (const id of await planned("2026-11-22")) await deliverDigest(deps, id);
  expect(catcher.mails).toHaveLength(18);
  const { rows } = await ctx.pool.query(
    "SELECT email, d.state, outcome FROM deliveries d JOIN subscribers s ON s.id = subscriber_id WHERE d.state <> 'sent' ORDER BY email",
  );
  expect(rows).toEqual([
    { email: "reader7@example.org", state: "failed", outcome: "550 5.1.1" },
    { email: "reader8@example.org", state: "failed", outcome: "550 5.7.1" },
  ]);
  for (const id of await planned("2026-11-23")) await deliverDigest(deps, id);
  const second = catcher.mails.slice(18).map((mail) => mail.recipient);
  expect(second).toHaveLength(18);
  const state = await ctx.pool.query(
    "SELECT d.state FROM deliveries d JOIN subscribers s ON s.id = subscriber_id WHERE email = 'reader7@example.org' AND edition_date = '2026-11-23'",
  );
  expect(state.rows).toEqual([{ state: "suppressed" }]);
});

test("a reader with nothing new gets no empty mail", async () => {
  await addReader("reader@example.org");
  await ctx.pool.query("UPDATE subscribers SET size = 50");
  const outcomes = [];
  for (const date of ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]) {
    outcomes.push(await deliverDigest(deps, await first(date)));
  }
  // 178 seed papers: 50 + 50 + 50 + 28.
  expect(outcomes).toEqual(["sent", "sent", "sent", "sent", "cancelled"]);
});

test("the sweeper frees what a dead worker held: safe before the body, unknown after it began", async () => {
  await addReader("a@example.org");
  await addReader("b@example.org");
  await addReader("c@example.org");
  const [a, b, c] = await planned("2026-11-22");
  const past = "lease_until = now() - interval '1 second', fence = 1";
  await ctx.pool.query(`UPDATE deliveries SET state = 'claimed', ${past} WHERE id = $1`, [a]);
  await ctx.pool.query(`UPDATE deliveries SET state = 'in_data', ${past} WHERE id = $1`, [b]);
  await ctx.pool.query("UPDATE deliveries SET due_at = now() - interval '13 hours' WHERE id = $1", [
    c,
  ]);
  const swept = await sweepDeliveries(ctx);
  expect(swept).toMatchObject({ deferred: 1, unknown: 1, expired: 1, due: 1 });
  expect(await deliverDigest(deps, a ?? "")).toBe("sent");
  expect(await deliverDigest(deps, b ?? "")).toBe("not-due");
  expect(await rowOf(c ?? "")).toMatchObject({ state: "expired" });
  expect(catcher.mails).toHaveLength(1);
});
