// The confirmation link as its reader follows it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishEdition } from "../../../src/editions/publish-edition.ts";
import { anAddress } from "../subscriptions/subscription-desk.ts";
import { openWebDesk, type WebDesk } from "./web-desk.ts";

let desk: WebDesk;
beforeAll(async () => {
  desk = await openWebDesk();
});
afterAll(() => desk.close());

async function mailedLink(email: string): Promise<string> {
  await desk.ask(email);
  await desk.sendAll();
  return `/confirm/${(await desk.tokensMailedTo(email)).at(-1)}`;
}

test("looking at the link shows the address and changes nothing, by GET and HEAD, ten times", async () => {
  const email = anAddress();
  const link = await mailedLink(email);
  const before = await desk.fingerprint();
  for (let n = 0; n < 10; n++) {
    const page = await desk.get(link);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(email);
    expect(page.body).toContain('name="first" value="now" checked');
    expect((await desk.app.inject({ method: "HEAD", url: link })).statusCode).toBe(200);
  }
  expect(await desk.fingerprint()).toEqual(before);
});

test("the button confirms, and once more is harmless", async () => {
  const email = anAddress();
  const link = await mailedLink(email);
  const first = await desk.postForm(link, "");
  expect(first.statusCode).toBe(200);
  expect(first.body).toContain("You are subscribed");
  expect(first.body).toContain("/preferences/");
  expect((await desk.find(email))?.state).toBe("confirmed");
  const again = await desk.postForm(link, "");
  expect(again.statusCode).toBe(200);
  expect(again.body).not.toContain("/preferences/");
  expect((await desk.get(link)).body).toContain("You are subscribed");
});

test("the first digest is planned at once only for who ticked the box", async () => {
  const ticked = anAddress();
  const unticked = anAddress();
  const links = [await mailedLink(ticked), await mailedLink(unticked)] as const;
  await publishEdition({ ...desk.ctx }, "2026-11-22");
  const page = await desk.postForm(links[0], "first=now");
  expect(page.body).toContain("on its way");
  await desk.postForm(links[1], "");
  const planned = await desk.query(
    "SELECT s.email FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id",
  );
  expect(planned).toEqual([{ email: ticked }]);
});

test("an expired link explains itself and has another one sent", async () => {
  const email = anAddress();
  const link = await mailedLink(email);
  desk.pass(49);
  const page = await desk.get(link);
  expect(page.statusCode).toBe(410);
  expect(page.body).toContain("This link is over");
  expect((await desk.postForm(link, "")).statusCode).toBe(410);
  expect((await desk.find(email))?.state).toBe("unconfirmed");

  expect((await desk.postForm(link, "action=renew")).body).toContain("Check your inbox");
  await desk.sendConfirmations();
  const [, renewed] = await desk.tokensMailedTo(email);
  expect((await desk.postForm(`/confirm/${renewed}`, "")).statusCode).toBe(200);
  expect((await desk.find(email))?.state).toBe("confirmed");
});

test("an old link after an unsubscription does not bring anyone back", async () => {
  const email = anAddress();
  const link = await mailedLink(email);
  await desk.postForm(link, "");
  const id = (await desk.find(email))?.id ?? "";
  await desk.postForm(desk.unsubscribeUrl(id), "");
  expect((await desk.postForm(link, "first=now")).statusCode).toBe(410);
  expect((await desk.find(email))?.state).toBe("unsubscribed");
});

test("tampered, cut and hostile tokens are unknown", async () => {
  const link = await mailedLink(anAddress());
  for (const token of [`${link.slice(9, -1)}~`, "x", "%00", "a".repeat(900), "%F0%9F%92%A9"]) {
    for (const answer of [
      await desk.get(`/confirm/${token}`),
      await desk.postForm(`/confirm/${token}`, ""),
    ]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.headers["content-type"]).toContain("text/html");
    }
  }
});
