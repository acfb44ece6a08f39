// Asking for digests over the API and by the form: the same answer for everyone, clear faults, limits.
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "../../../src/app.ts";
import { createTestContext } from "../../test-context.ts";
import { openWebDesk, type WebDesk } from "../pages/web-desk.ts";
import { anAddress } from "../subscriptions/subscription-desk.ts";

let desk: WebDesk;
beforeAll(async () => {
  desk = await openWebDesk();
});
afterAll(() => desk.close());
const url = "/api/subscriptions";

test("the answer is the same to the byte for new, waiting, confirmed and unsubscribed addresses", async () => {
  const fresh = anAddress();
  const waiting = anAddress();
  await desk.ask(waiting);
  const confirmed = anAddress();
  await desk.join(confirmed);
  const left = anAddress();
  await desk.postForm(desk.unsubscribeUrl(await desk.join(left)), "");
  const bodies = new Set<string>();
  const pages = new Set<string>();
  for (const email of [fresh, waiting, confirmed, left]) {
    const answer = await desk.postJson(url, { email });
    expect(answer.statusCode).toBe(202);
    bodies.add(JSON.stringify([answer.body, { ...answer.headers, date: "" }]));
    const page = await desk.postForm(url, `email=${encodeURIComponent(email)}&zone=`);
    expect(page.statusCode).toBe(202);
    pages.add(JSON.stringify([page.body, { ...page.headers, date: "" }]));
  }
  expect([bodies.size, pages.size]).toEqual([1, 1]);
});

test("a form in a browser gets pages, and its zone is kept where it is one", async () => {
  const [berlin, odd] = [anAddress(), anAddress()];
  const page = await desk.postForm(url, `email=${berlin}&zone=Europe%2FBerlin`);
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.body).toContain("Check your inbox");
  await desk.postForm(url, `email=${odd}&zone=Etc%2FUnknown-1`);
  expect((await desk.find(berlin))?.zone).toBe("Europe/Berlin");
  expect(await desk.find(odd)).toMatchObject({ zone: null, state: "unconfirmed" });
  const consents = await desk.query(
    "SELECT channel FROM consents WHERE subscriber_id = $1",
    (await desk.find(odd))?.id,
  );
  expect(consents).toEqual([{ channel: "page" }]);
});

test("preferences can be given with the request, and wrong ones are pointed at", async () => {
  const email = anAddress();
  await desk.postJson(url, { email, preferences: { hour: 8, topics: ["cs.CL"] } });
  expect(await desk.find(email)).toMatchObject({ hour: 8, topics: ["cs.CL"] });
  const wrong = await desk.postJson(url, { email: anAddress(), preferences: { hour: 24 } });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.headers["content-type"]).toContain("application/problem+json");
  expect(wrong.json().errors).toEqual([
    { pointer: "#/preferences/hour", detail: expect.any(String) },
  ]);
});

test("faulty addresses are refused with what to do, before anything is stored", async () => {
  const before = await desk.fingerprint();
  for (const email of [
    "",
    "ada",
    "ada@x.org,eve@x.org",
    "ada(x)@example.org",
    "ada@example.org\r\nBcc: eve@example.org",
    '"a b"@example.org',
    `${"a".repeat(300)}@example.org`,
    "ada@localhost",
    5,
    null,
    ["ada@example.org"],
  ]) {
    const answer = await desk.postJson(url, { email });
    expect(answer.statusCode, String(email)).toBe(422);
    expect(answer.json()).toMatchObject({
      status: 422,
      errors: [{ pointer: "#/email", detail: expect.stringMatching(/\w+ .+\./) }],
    });
  }
  expect((await desk.postJson(url, {})).statusCode).toBe(422);
  const page = await desk.postForm(url, "email=%3Cscript%3E%40example.org");
  expect(page.statusCode).toBe(422);
  expect(page.body).toContain('role="alert"');
  expect(page.body).toContain('value="&lt;script&gt;@example.org"');
  expect(await desk.fingerprint()).toEqual(before);
});

test("bodies that cannot be read get a problem, and a page where a person asked", async () => {
  const post = (type: string, payload: string) =>
    desk.app.inject({ method: "POST", url, headers: { "content-type": type }, payload });
  expect((await post("application/json", "{")).statusCode).toBe(400);
  expect((await post("text/xml", "<a/>")).statusCode).toBe(415);
  const large = await post("application/json", JSON.stringify({ email: "a".repeat(100_000) }));
  expect([large.statusCode, large.json().code]).toEqual([413, "too_large"]);
  const page = await desk.postForm(url, `email=${"a".repeat(100_000)}`);
  expect([page.statusCode, page.headers["content-type"]]).toEqual([
    413,
    "text/html; charset=utf-8",
  ]);
});

test("one network is limited, told when to come back, and cannot forge its address", async () => {
  const ctx = await createTestContext({ TRUSTED_PROXIES: "10.0.0.0/8" });
  const app = await buildApp(ctx);
  const ask = (remoteAddress: string, forwarded: string, accept = "application/json") =>
    app.inject({
      method: "POST",
      url,
      remoteAddress,
      headers: { "x-forwarded-for": forwarded, accept },
      payload: { email: anAddress() },
    });
  const statuses = new Set<number>();
  for (let n = 0; n < 31; n++) {
    statuses.add((await ask("192.0.2.1", `203.0.113.${n}`)).statusCode);
  }
  expect([...statuses]).toEqual([202, 429]);
  const limited = await ask("10.0.0.1", "198.51.100.7, 192.0.2.1");
  expect(limited.statusCode).toBe(429);
  expect(Number(limited.headers["retry-after"])).toBeGreaterThan(60);
  const page = await ask("10.0.0.1", "192.0.2.1", "text/html");
  expect([page.statusCode, page.body]).toEqual([429, expect.stringContaining("Too many requests")]);
  expect((await ask("10.0.0.1", "192.0.2.99")).statusCode).toBe(202);
  await app.close();
  await ctx.close();
});
