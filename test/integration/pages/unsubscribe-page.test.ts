// Leaving by the page and by the mail program's one-click request (RFC 8058).
import { afterAll, beforeAll, expect, test } from "vitest";
import { anAddress } from "../subscriptions/subscription-desk.ts";
import { openWebDesk, type WebDesk } from "./web-desk.ts";

let desk: WebDesk;
beforeAll(async () => {
  desk = await openWebDesk();
});
afterAll(() => desk.close());

const multipart = "multipart/form-data; boundary=xyz";
const BODIES = [
  ["application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"],
  [
    multipart,
    '--xyz\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--xyz--\r\n',
  ],
] as const;

function post(url: string, type: string, payload: string) {
  return desk.app.inject({ method: "POST", url, headers: { "content-type": type }, payload });
}

test.each(BODIES)(
  "one click by %s ends it at once, without cookie or redirect",
  async (type, body) => {
    const email = anAddress();
    const id = await desk.join(email);
    for (let n = 0; n < 2; n++) {
      const answer = await post(desk.unsubscribeUrl(id), type, body);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers["set-cookie"]).toBeUndefined();
      expect((await desk.find(email))?.state).toBe("unsubscribed");
    }
    const events = await desk.query(
      "SELECT channel FROM consents WHERE subscriber_id = $1 AND event = 'unsubscribed'",
      id,
    );
    expect(events).toEqual([{ channel: "one-click" }]);
  },
);

test("a broken, an odd and an absent body leave nobody subscribed", async () => {
  for (const [type, body] of [
    [multipart, "--nonsense"],
    ["multipart/form-data", "List-Unsubscribe=One-Click"],
    ["text/plain; charset=broken/", "x"],
    ["application/json", "{"],
  ] as const) {
    const email = anAddress();
    const id = await desk.join(email);
    expect((await post(desk.unsubscribeUrl(id), type, body)).statusCode).toBe(200);
    expect((await desk.find(email))?.state).toBe("unsubscribed");
  }
  const email = anAddress();
  const url = desk.unsubscribeUrl(await desk.join(email));
  expect((await desk.app.inject({ method: "POST", url })).statusCode).toBe(200);
  expect((await desk.find(email))?.state).toBe("unsubscribed");
});

test("an unknown token is answered in the same shape", async () => {
  const url = desk.unsubscribeUrl(await desk.join(anAddress()));
  const known = await post(url, ...BODIES[0]);
  for (const token of ["x", `${url.slice(13, -2)}AA`, "a".repeat(900), "%00"]) {
    const unknown = await post(`/unsubscribe/${token}`, ...BODIES[0]);
    expect(unknown.statusCode).toBe(known.statusCode);
    expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(known.headers).sort());
    expect(unknown.headers["content-type"]).toBe(known.headers["content-type"]);
    expect(unknown.body).toBe(known.body);
  }
});

test("the page asks, looking changes nothing, its button ends it", async () => {
  const email = anAddress();
  const url = desk.unsubscribeUrl(await desk.join(email));
  const before = await desk.fingerprint();
  for (let n = 0; n < 5; n++) {
    const page = await desk.get(url);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(email);
    expect(page.body).toContain('<form method="post"');
    await desk.app.inject({ method: "HEAD", url });
  }
  expect(await desk.fingerprint()).toEqual(before);
  expect((await desk.postForm(url, "")).body).toContain("You are unsubscribed");
  expect((await desk.find(email))?.state).toBe("unsubscribed");
  expect((await desk.get(url)).body).toContain("You are unsubscribed");
});

test("a preferences token cannot unsubscribe", async () => {
  const email = anAddress();
  const token = desk.preferencesUrl(await desk.join(email)).split("/")[2];
  await post(`/unsubscribe/${token}`, ...BODIES[0]);
  expect((await desk.find(email))?.state).toBe("confirmed");
});
