// Asking to be a subscriber: the same for everyone, capped for everyone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { confirmSubscription } from "../../../src/subscriptions/confirm-subscription.ts";
import { suppress } from "../../../src/subscriptions/suppression-store.ts";
import { unsubscribe } from "../../../src/subscriptions/unsubscribe.ts";
import { anAddress, openSubscriptionDesk, type SubscriptionDesk } from "./subscription-desk.ts";

let desk: SubscriptionDesk;
beforeAll(async () => {
  desk = await openSubscriptionDesk();
});
afterAll(() => desk.ctx.close());
beforeEach(() => {
  desk.hints.length = 0;
});

const ACCEPTED = { kind: "accepted" };
const mailsTo = async (email: string) => (await desk.tokensMailedTo(email)).length;
const leave = (id: string) =>
  unsubscribe(desk.deps, {
    token: desk.ctx.tokens.sign("unsubscribe", id),
    channel: "one-click",
  });

describe("a new address", () => {
  test("is kept as typed with its preferences, and one mail is hinted at", async () => {
    const email = anAddress("Ada.L");
    const preferences = { topics: ["cs.CL"], zone: "Europe/Berlin", hour: 7 };
    expect(await desk.ask(email, preferences)).toEqual(ACCEPTED);
    expect(await desk.find(email)).toMatchObject({ email, state: "unconfirmed", ...preferences });
    expect(desk.hints).toHaveLength(1);
    expect(await desk.sendAll()).toEqual(["sent"]);
    expect(await mailsTo(email)).toBe(1);
  });

  test("that is not one is refused before anything is stored", async () => {
    const before = await desk.query("SELECT count(*) FROM subscribers");
    expect(await desk.ask("a@example.org,b@example.org")).toMatchObject({ field: "email" });
    const refused = await desk.ask(anAddress(), { hour: 24 });
    expect(refused).toMatchObject({ kind: "invalid", field: "preferences" });
    expect(await desk.query("SELECT count(*) FROM subscribers")).toEqual(before);
    expect(desk.hints).toEqual([]);
  });
});

describe("caps", () => {
  test("100 requests at once for one victim make one mail", async () => {
    const email = anAddress("victim");
    const asked = Array.from({ length: 100 }, (_, n) =>
      desk.ask(n % 2 ? email : email.replace("victim", "VICTIM")),
    );
    expect(new Set((await Promise.all(asked)).map((a) => JSON.stringify(a)))).toEqual(
      new Set([JSON.stringify(ACCEPTED)]),
    );
    expect(desk.hints).toHaveLength(1);
    const rows = await desk.query(
      "SELECT count(*)::int FROM consents JOIN subscribers s ON s.id = subscriber_id WHERE email_key = $1",
      email,
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  test("one mail an hour, three while nobody confirms, whatever the days", async () => {
    const email = anAddress("victim");
    const mails: number[] = [];
    for (const hours of [0, 0.5, 0.6, 0.5, 1.1, 1.1, 30, 100]) {
      desk.pass(hours);
      await desk.ask(email);
      await desk.sendAll();
      mails.push(await mailsTo(email));
    }
    expect(mails).toEqual([1, 1, 2, 2, 3, 3, 3, 3]);
  });

  test("three a day even for someone who keeps joining and leaving", async () => {
    const email = anAddress("fickle");
    const id = await desk.join(email);
    for (let n = 0; n < 4; n++) {
      await leave(id);
      desk.pass(1.1);
      await desk.join(email);
    }
    expect(await mailsTo(email)).toBe(3);
    desk.pass(24);
    await desk.join(email);
    expect(await mailsTo(email)).toBe(4);
  });

  test("a mail that still waits to leave is not joined by a second one", async () => {
    const email = anAddress();
    await desk.ask(email);
    desk.pass(3);
    await desk.ask(email);
    expect(desk.hints).toHaveLength(1);
    await desk.sendAll();
    // The hour counts from when it left, not from when it was asked for.
    desk.pass(0.5);
    await desk.ask(email);
    expect(desk.hints).toEqual([]);
  });
});

describe("who is known already", () => {
  test("a confirmed reader gets no mail, and a stranger changes nothing of theirs", async () => {
    const email = anAddress();
    await desk.join(email);
    const before = await desk.find(email);
    desk.pass(50);
    expect(await desk.ask(email.toUpperCase(), { hour: 3, topics: ["spam"] })).toEqual(ACCEPTED);
    expect(await desk.find(email)).toEqual(before);
    expect(desk.hints).toEqual([]);
  });

  test("someone who left gets a new link, and is back only after using it", async () => {
    const email = anAddress();
    await leave(await desk.join(email));
    desk.pass(2);
    await desk.ask(email, { size: 5 });
    await desk.sendAll();
    expect(await desk.find(email)).toMatchObject({ state: "unsubscribed", size: 5 });
    const token = (await desk.tokensMailedTo(email)).at(-1) ?? "";
    await confirmSubscription(desk.deps, { token, channel: "page" });
    expect(await desk.find(email)).toMatchObject({ state: "confirmed", unsubscribedAt: null });
  });

  test("a suppressed address gets no mail and is not stored again", async () => {
    const email = anAddress();
    await suppress(desk.ctx.db, desk.ctx.tokens.addressHash(email), "hard bounce", "550 5.1.1");
    expect(await desk.ask(email)).toEqual(ACCEPTED);
    expect(desk.hints).toEqual([]);
    expect(await desk.find(email)).toBeNull();
  });
});

test("the database is asked the same number of things whoever asks", async () => {
  const confirmed = anAddress();
  await desk.join(confirmed);
  const left = anAddress();
  await leave(await desk.join(left));
  const pending = anAddress();
  await desk.ask(pending);
  const suppressed = anAddress();
  await suppress(desk.ctx.db, desk.ctx.tokens.addressHash(suppressed), "complaint");
  desk.pass(2);

  const counts: number[] = [];
  for (const email of [anAddress(), pending, confirmed, left, suppressed]) {
    counts.push(await countStatements(() => desk.ask(email)));
  }
  expect(counts).toEqual(Array(5).fill(counts[0]));
  expect(counts[0]).toBeGreaterThan(5);
});

/** Statements of one use case, counted where they leave for PostgreSQL. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const client = await desk.ctx.pool.connect();
  const { query } = client;
  let statements = 0;
  client.query = ((...args: unknown[]) => {
    statements++;
    return Reflect.apply(query, client, args);
  }) as typeof query;
  client.release();
  await work();
  client.query = query;
  return statements;
}
