// Leaving holds from the moment it is committed; erasing leaves a hash; an export holds everything.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmSubscription } from "../../../src/subscriptions/confirm-subscription.ts";
import { eraseSubscriber } from "../../../src/subscriptions/erase-subscriber.ts";
import { exportSubscriber } from "../../../src/subscriptions/export-subscriber.ts";
import { isSuppressed, suppress } from "../../../src/subscriptions/suppression-store.ts";
import { lookUpSubscriber, unsubscribe } from "../../../src/subscriptions/unsubscribe.ts";
import { updatePreferences } from "../../../src/subscriptions/update-preferences.ts";
import { anAddress, openSubscriptionDesk, type SubscriptionDesk } from "./subscription-desk.ts";

let desk: SubscriptionDesk;
beforeAll(async () => {
  desk = await openSubscriptionDesk();
  await desk.query(
    `INSERT INTO editions (date, state, ranked_at, candidates)
     SELECT '2026-11-01'::date + n, 'published', now(), 0 FROM generate_series(0, 9) AS n`,
  );
});
afterAll(() => desk.ctx.close());

const signed = (id: string) => desk.ctx.tokens.sign("unsubscribe", id);
const leave = (token: string) => unsubscribe(desk.deps, { token, channel: "one-click" });

async function addDeliveries(subscriberId: string): Promise<void> {
  await desk.query(
    `INSERT INTO deliveries (subscriber_id, edition_date, state, due_at, next_attempt_at)
     SELECT $1, '2026-10-31'::date + n::int, state, now(), now()
     FROM unnest(enum_range(NULL::delivery_state)) WITH ORDINALITY AS s (state, n)`,
    subscriberId,
  );
}

describe("leaving", () => {
  test("takes back every digest whose body has not begun, and touches no other", async () => {
    const id = await desk.join(anAddress());
    const other = await desk.join(anAddress());
    await addDeliveries(id);
    await addDeliveries(other);
    expect(await leave(signed(id))).toMatchObject({ kind: "unsubscribed" });
    const rows = await desk.query(
      `SELECT d.state, d.fence, b.state AS before FROM deliveries d
       JOIN deliveries b ON b.edition_date = d.edition_date AND b.subscriber_id = $2
       WHERE d.subscriber_id = $1`,
      id,
      other,
    );
    expect(rows).toHaveLength(10);
    for (const { state, fence, before } of rows) {
      const waited = ["pending", "claimed", "deferred"].includes(before);
      expect([state, fence]).toEqual(waited ? ["cancelled", 1] : [before, 0]);
    }
  });

  test("can be repeated, and is recorded once", async () => {
    const email = anAddress();
    const token = signed(await desk.join(email));
    const answers = [await leave(token), await leave(token), await leave(token)];
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ kind: "unsubscribed", email })]),
    );
    const { id = "", state } = (await desk.find(email)) ?? {};
    expect(state).toBe("unsubscribed");
    const rows = await desk.query(
      "SELECT channel FROM consents WHERE subscriber_id = $1 AND event = 'unsubscribed'",
      id,
    );
    expect(rows).toEqual([{ channel: "one-click" }]);
  });

  test("needs a token made for it", async () => {
    const { tokens } = desk.ctx;
    const email = anAddress();
    const id = await desk.join(email);
    expect(await leave(tokens.sign("preferences", id))).toEqual({ kind: "unknown" });
    expect(await leave(`${signed(id)}x`)).toEqual({ kind: "unknown" });
    expect(await leave("")).toEqual({ kind: "unknown" });
    expect(await leave(signed("0b6bb4b2-5a3f-4e0c-9d3c-7f0b6a1c2d3e"))).toEqual({
      kind: "unknown",
    });
    expect(await desk.find(email)).toMatchObject({ state: "confirmed" });
  });
});

describe("a reader's own data", () => {
  test("is found by the token made for it", async () => {
    const email = anAddress();
    const id = await desk.join(email);
    const { tokens } = desk.ctx;
    const own = tokens.sign("preferences", id);
    const found = await lookUpSubscriber(desk.deps, "preferences", own);
    expect(found).toMatchObject({ kind: "found", subscriber: { id, email } });
    expect(await lookUpSubscriber(desk.deps, "unsubscribe", own)).toEqual({ kind: "unknown" });
  });

  test("changes where something was chosen, and only there", async () => {
    const id = await desk.join(anAddress());
    const changed = await updatePreferences(desk.deps, id, { hour: 7, weekdays: [1, 3] });
    expect(changed).toMatchObject({ hour: 7, weekdays: [1, 3], size: 10, zone: null });
    expect(await updatePreferences(desk.deps, id, {})).toEqual(changed);
    const nobody = "0b6bb4b2-5a3f-4e0c-9d3c-7f0b6a1c2d3e";
    expect(await updatePreferences(desk.deps, nobody, { hour: 7 })).toBeNull();
    expect(await updatePreferences(desk.deps, nobody, {})).toBeNull();
  });

  test("is exported whole, without what makes links", async () => {
    const email = anAddress();
    const id = await desk.join(email);
    await addDeliveries(id);
    const all = await exportSubscriber(desk.deps, id);
    expect(all).toMatchObject({
      subscriber: { email, state: "confirmed" },
      consents: [{ event: "requested" }, { event: "confirmed" }],
      confirmations: [{ outcome: "250", attempt: 1 }],
      suppressions: [],
    });
    expect(all?.deliveries).toHaveLength(10);
    expect(all?.outbox).toHaveLength(1);
    expect(JSON.stringify(all)).not.toMatch(/nonce|hash|fence/i);
    await suppress(desk.ctx.db, desk.ctx.tokens.addressHash(email), "hard bounce", "550 5.1.1");
    const later = await exportSubscriber(desk.deps, id);
    expect(later?.suppressions).toMatchObject([{ reason: "hard bounce", evidence: "550 5.1.1" }]);
  });
});

/** Every row of every table, as text, that holds a text. */
async function tablesHolding(needle: string): Promise<string[]> {
  const tables = await desk.query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const found = await desk.query(
      `SELECT 1 FROM "${name}" AS t WHERE strpos(lower(t::text), $1) > 0 LIMIT 1`,
      needle.toLowerCase(),
    );
    if (found.length > 0) holding.push(name);
  }
  return holding;
}

describe("erasing", () => {
  test("leaves a keyed hash and nothing else", async () => {
    const email = anAddress();
    const id = await desk.join(email);
    await addDeliveries(id);
    expect((await tablesHolding(id)).sort()).toEqual(
      ["confirmations", "consents", "deliveries", "subscribers"].sort(),
    );
    expect(await eraseSubscriber(desk.deps, id)).toBe(true);
    expect(await tablesHolding(email)).toEqual([]);
    expect(await tablesHolding(id)).toEqual([]);
    expect(await isSuppressed(desk.ctx.db, desk.ctx.tokens.addressHashes(email))).toBe(true);
    expect(await leave(signed(id))).toEqual({ kind: "unknown" });
    expect(await exportSubscriber(desk.deps, id)).toBeNull();
    expect(await eraseSubscriber(desk.deps, id)).toBe(false);
  });

  test("does not keep out someone who comes back by themselves", async () => {
    const email = anAddress();
    await eraseSubscriber(desk.deps, await desk.join(email));
    await desk.ask(email);
    await desk.sendAll();
    const [token = ""] = await desk.tokensMailedTo(email);
    const again = await confirmSubscription(desk.deps, { token, channel: "page" });
    expect(again).toMatchObject({ kind: "confirmed", first: true });
    expect(await isSuppressed(desk.ctx.db, desk.ctx.tokens.addressHashes(email))).toBe(false);
  });

  test("does not lift what a bounce or a complaint has put there", async () => {
    const email = anAddress();
    const id = await desk.join(email);
    await suppress(desk.ctx.db, desk.ctx.tokens.addressHash(email), "complaint");
    await eraseSubscriber(desk.deps, id);
    await desk.ask(email);
    expect(desk.hints).toEqual([]);
    expect(await desk.find(email)).toBeNull();
  });
});
