// A reader's own things over the API: confirm, look, change, take away, erase.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWebDesk, type WebDesk } from "../pages/web-desk.ts";
import { anAddress } from "../subscriptions/subscription-desk.ts";

let desk: WebDesk;
beforeAll(async () => {
  desk = await openWebDesk();
});
afterAll(() => desk.close());
const me = "/api/subscriptions/me";

const bearer = (id: string) => ({
  authorization: `Bearer ${desk.ctx.tokens.sign("preferences", id)}`,
});

test("a token from the mail confirms; a stale or foreign one says why not", async () => {
  const email = anAddress();
  await desk.ask(email);
  await desk.sendAll();
  const [token] = await desk.tokensMailedTo(email);
  const confirm = (value: unknown) => desk.postJson("/api/subscriptions/confirm", { token: value });
  for (let n = 0; n < 2; n++) {
    const answer = await confirm(token);
    expect([answer.statusCode, answer.json()]).toEqual([200, { status: "confirmed" }]);
  }
  expect((await confirm("nonsense")).statusCode).toBe(404);
  expect((await confirm(7)).statusCode).toBe(422);
  await desk.postForm(desk.unsubscribeUrl((await desk.find(email))?.id ?? ""), "");
  expect((await confirm(token)).json()).toMatchObject({
    status: 410,
    code: "confirmation_expired",
  });
});

test("a reader sees and changes what is theirs", async () => {
  const email = anAddress();
  const headers = bearer(await desk.join(email));
  expect((await desk.get(me, headers)).json()).toMatchObject({ email, state: "confirmed" });
  const patch = (payload: object) =>
    desk.app.inject({ method: "PATCH", url: me, headers, payload });
  const changed = await patch({ size: 3, mutes: ["survey"] });
  expect(changed.json().preferences).toMatchObject({ size: 3, mutes: ["survey"] });
  expect((await patch({ size: 0 })).json().errors).toEqual([
    { pointer: "#/size", detail: expect.any(String) },
  ]);
  expect((await desk.find(email))?.size).toBe(3);
});

test("export gives everything, erasing leaves nothing to see", async () => {
  const email = anAddress();
  const headers = bearer(await desk.join(email));
  const held = await desk.get(`${me}/export`, headers);
  expect(held.headers["cache-control"]).toBe("no-store");
  expect(held.json()).toMatchObject({ subscriber: { email }, consents: expect.any(Array) });
  const gone = await desk.app.inject({ method: "DELETE", url: me, headers });
  expect([gone.statusCode, gone.body]).toEqual([204, ""]);
  expect(await desk.find(email)).toBeNull();
  expect((await desk.get(me, headers)).statusCode).toBe(401);
});

test("no token, a wrong one and one of another purpose are refused alike", async () => {
  const id = await desk.join(anAddress());
  const answers = await Promise.all([
    desk.get(me),
    desk.get(me, { authorization: "Bearer x" }),
    desk.get(me, { authorization: `Bearer ${desk.ctx.tokens.sign("unsubscribe", id)}` }),
  ]);
  for (const { statusCode, headers, body } of answers) {
    expect([statusCode, headers["www-authenticate"], body]).toEqual([
      401,
      "Bearer",
      answers[0]?.body,
    ]);
  }
});
