// What a confirmation link can do, and what it can no longer do.
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  confirmSubscription,
  lookUpConfirmation,
  requestNewConfirmation,
} from "../../../src/subscriptions/confirm-subscription.ts";
import { eraseSubscriber } from "../../../src/subscriptions/erase-subscriber.ts";
import { exportSubscriber } from "../../../src/subscriptions/export-subscriber.ts";
import { unsubscribe } from "../../../src/subscriptions/unsubscribe.ts";
import { anAddress, openSubscriptionDesk, type SubscriptionDesk } from "./subscription-desk.ts";

let desk: SubscriptionDesk;
beforeAll(async () => {
  desk = await openSubscriptionDesk();
});
afterAll(() => desk.ctx.close());

async function mailedToken(email: string): Promise<string> {
  await desk.ask(email);
  await desk.sendAll();
  return (await desk.tokensMailedTo(email)).at(-1) ?? "";
}
const lookUp = (token: string) => lookUpConfirmation(desk.deps, token);
const confirm = (token: string) => confirmSubscription(desk.deps, { token, channel: "page" });
const leave = (id: string) => {
  const token = desk.ctx.tokens.sign("unsubscribe", id);
  return unsubscribe(desk.deps, { token, channel: "page" });
};

test("looking changes nothing, using it makes a subscriber once, and twice is harmless", async () => {
  const email = anAddress();
  const token = await mailedToken(email);
  const rows = "SELECT s.*, c.* FROM subscribers s JOIN confirmations c ON s.id = c.subscriber_id";
  const before = await desk.query(rows);
  for (let n = 0; n < 3; n++) expect(await lookUp(token)).toEqual({ kind: "open", email });
  expect(await desk.query(rows)).toEqual(before);

  const both = await Promise.all([confirm(token), confirm(token)]);
  const { id, ...subscriber } = (await desk.find(email)) ?? { id: "" };
  expect(subscriber).toMatchObject({ state: "confirmed", confirmedAt: desk.deps.now() });
  const confirmed = { kind: "confirmed", subscriberId: id, email };
  expect(both).toContainEqual({ ...confirmed, first: true });
  expect(both).toContainEqual({ ...confirmed, first: false });
  expect(await lookUp(token)).toEqual({ kind: "confirmed", email });
  const events = await desk.query(
    "SELECT event, channel FROM consents WHERE subscriber_id = $1 ORDER BY id",
    id,
  );
  expect(events).toEqual([
    { event: "requested", channel: "api" },
    { event: "confirmed", channel: "page" },
  ]);
});

test("only the token's SHA-256 is stored", async () => {
  const token = await mailedToken(anAddress());
  const [row] = await desk.query(
    "SELECT count(*)::int FROM confirmations WHERE token_hash = sha256($1::bytea)",
    Buffer.from(token),
  );
  expect(row).toEqual({ count: 1 });
  const rows = JSON.stringify(await desk.query("SELECT * FROM confirmations"));
  expect(rows).not.toContain(token);
  expect(rows).not.toContain(JSON.stringify(Buffer.from(token, "base64url")));
});

test("it lives 48 hours from when its mail left", async () => {
  const email = anAddress();
  await desk.ask(email);
  desk.pass(5);
  await desk.sendAll();
  const [token = ""] = await desk.tokensMailedTo(email);
  desk.pass(47.9);
  expect(await lookUp(token)).toEqual({ kind: "open", email });
  desk.pass(0.1);
  expect(await lookUp(token)).toEqual({ kind: "expired", email });
  expect(await confirm(token)).toEqual({ kind: "expired" });
  expect(await desk.find(email)).toMatchObject({ state: "unconfirmed" });

  await requestNewConfirmation(desk.deps, { token });
  await requestNewConfirmation(desk.deps, { token });
  await desk.sendAll();
  const tokens = await desk.tokensMailedTo(email);
  expect(tokens).toHaveLength(2);
  expect(await confirm(tokens[1] ?? "")).toMatchObject({ kind: "confirmed", first: true });
});

test("an old link, used or not, does not bring back someone who left", async () => {
  const email = anAddress();
  const first = await mailedToken(email);
  desk.pass(2);
  const second = await mailedToken(email);
  await confirm(first);
  await leave((await desk.find(email))?.id ?? "");
  for (const token of [first, second]) {
    expect(await confirm(token)).toEqual({ kind: "expired" });
    expect(await lookUp(token)).toEqual({ kind: "expired", email });
  }
  expect(await desk.find(email)).toMatchObject({ state: "unsubscribed" });
});

test("a link that was open when they left is over, even for a request at the same moment", async () => {
  const email = anAddress();
  const id = await desk.join(email);
  await leave(id);
  desk.pass(2);
  const token = await mailedToken(email);
  await Promise.all([confirm(token), leave(id)]);
  await leave(id);
  expect(await confirm(token)).toEqual({ kind: "expired" });
});

test("what we never mailed is unknown", async () => {
  const token = await mailedToken(anAddress());
  const flipped = token.replace(/^./, (c) => (c === "A" ? "B" : "A"));
  const random = randomBytes(32).toString("base64url");
  const garbage = ["", "x", "\0", `${token}\0`, `${token}A`, token.slice(1), "ü".repeat(43)];
  for (const bad of [flipped, random, ...garbage]) {
    expect(await lookUp(bad)).toEqual({ kind: "unknown" });
    expect(await confirm(bad)).toEqual({ kind: "unknown" });
    await requestNewConfirmation(desk.deps, { token: bad });
  }
  expect(desk.hints).toEqual([]);
  const { ctx } = desk;
  const other = ctx.tokens.sign(
    "unsubscribe",
    (await desk.query("SELECT id FROM subscribers"))[0].id,
  );
  expect(await confirm(other)).toEqual({ kind: "unknown" });
});

test("asking, confirming, leaving, sending and erasing at once block nobody for good", async () => {
  const email = anAddress("crowd");
  let id = await desk.join(email);
  for (let round = 0; round < 5; round++) {
    await leave(id);
    desk.pass(25);
    const token = await mailedToken(email);
    const subscriberId = id;
    const acts = [
      () => desk.ask(email),
      () => confirm(token),
      () => leave(subscriberId),
      () => desk.sendAll(),
      () => eraseSubscriber(desk.deps, subscriberId),
      () => exportSubscriber(desk.deps, subscriberId),
    ];
    await Promise.all(Array.from({ length: 30 }, (_, n) => acts[n % acts.length]?.()));
    await eraseSubscriber(desk.deps, (await desk.find(email))?.id ?? subscriberId);
    desk.hints.length = 0;
    id = await desk.join(email);
    expect(await desk.find(email)).toMatchObject({ id, state: "confirmed" });
  }
});
