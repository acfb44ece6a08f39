// The outbox transport on a real PostgreSQL: it keeps each message once and only the newest.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { outbox } from "../../../src/db/delivery-tables.ts";
import type { OutgoingMessage } from "../../../src/mail/mailer.ts";
import { createOutboxMailer } from "../../../src/mail/outbox-mailer.ts";
import { getOutboxMessage, listOutbox, OUTBOX_KEPT } from "../../../src/mail/outbox-store.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.delete(outbox);
});

function message(n: number, over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    messageId: `<${n}@example.org>`,
    envelopeFrom: "b@example.org",
    recipient: "reader@example.net",
    subject: `Mail ${n}`,
    content: Buffer.from([0, 255, 13, 10, n % 256]),
    ...over,
  };
}

test("a message is kept as it is, listed newest first and found by its id", async () => {
  const mailer = createOutboxMailer(database.db);
  expect(await mailer.send(message(1))).toEqual({ kind: "accepted", status: "250" });
  await mailer.send(message(2));
  const listed = await listOutbox(database.db, 10);
  expect(listed.map((entry) => entry.subject)).toEqual(["Mail 2", "Mail 1"]);
  expect(listed[0]).not.toHaveProperty("content");
  const found = await getOutboxMessage(database.db, listed[0]?.id ?? 0);
  expect(found).toMatchObject({ messageId: "<2@example.org>", recipient: "reader@example.net" });
  expect(found?.content).toEqual(message(2).content);
  expect(await getOutboxMessage(database.db, 2_000_000_000)).toBeNull();
});

test("the same message again is accepted and kept once", async () => {
  const mailer = createOutboxMailer(database.db);
  const results = await Promise.all([1, 1, 1, 1].map((n) => mailer.send(message(n))));
  expect(results.map((result) => result.kind)).toEqual(Array(4).fill("accepted"));
  expect(await listOutbox(database.db, 10)).toHaveLength(1);
});

test("a withheld message is not kept", async () => {
  const mailer = createOutboxMailer(database.db);
  const withheld = message(1, { beforeData: async () => false });
  expect(await mailer.send(withheld)).toEqual({ kind: "withheld" });
  expect(await listOutbox(database.db, 10)).toEqual([]);
});

test("only the newest messages are kept", async () => {
  const rows = Array.from({ length: OUTBOX_KEPT + 20 }, (_, n) => message(n + 1));
  await database.db.insert(outbox).values(rows);
  await createOutboxMailer(database.db).send(message(9999));
  const listed = await listOutbox(database.db, 10_000);
  expect(listed).toHaveLength(OUTBOX_KEPT);
  expect(listed[0]?.messageId).toBe("<9999@example.org>");
  expect(listed.at(-1)?.subject).toBe("Mail 22");
});
