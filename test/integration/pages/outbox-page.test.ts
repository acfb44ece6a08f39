// The outbox: kept mail as its reader sees it, harmless whatever it holds, and gone with SMTP set.
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "../../../src/app.ts";
import { storeInOutbox } from "../../../src/mail/outbox-store.ts";
import { createTestContext } from "../../test-context.ts";
import { anAddress } from "../subscriptions/subscription-desk.ts";
import { openWebDesk, type WebDesk } from "./web-desk.ts";

let desk: WebDesk;
beforeAll(async () => {
  desk = await openWebDesk();
});
afterAll(() => desk.close());

test("a mail can be found, read, followed and taken away", async () => {
  const email = anAddress();
  await desk.ask(email);
  await desk.sendAll();
  const list = (await desk.get("/outbox")).body;
  expect(list).toContain(email);
  const url = /href="(\/outbox\/\d+)"/.exec(list)?.[1] ?? "/none";
  const page = await desk.get(url);
  expect(page.body).toContain("Auto-Submitted");
  expect(page.body).toContain(`src="${url}/html"`);
  const [token] = await desk.tokensMailedTo(email);
  expect(page.body).toContain(`/confirm/${token}`);

  const html = await desk.get(`${url}/html`);
  expect(html.body).toContain(`href="${desk.ctx.config.http.publicUrl}/confirm/${token}"`);
  expect(html.body).toContain('<base target="_top">');
  expect(html.body).not.toContain("_blank");
  expect(html.headers["content-security-policy"]).toMatch(/default-src 'none'.*sandbox allow-top/);

  const eml = await desk.get(`${url}/message.eml`);
  expect(eml.headers["content-type"]).toBe("message/rfc822");
  expect(eml.body).toContain("Message-ID:");
});

test("a mail that is none, and a number that is none, are answered clearly", async () => {
  await storeInOutbox(desk.ctx.db, {
    messageId: "<odd@example.org>",
    recipient: "<script>@example.org",
    subject: "<img src=x onerror=alert(1)>",
    content: Buffer.from([0, 1, 2, 255, 13, 10]),
  });
  const list = (await desk.get("/outbox")).body;
  expect(list).not.toMatch(/<script>|<img/);
  const url = /href="(\/outbox\/\d+)"/.exec(list)?.[1] ?? "/none";
  expect((await desk.get(url)).statusCode).toBe(200);
  expect((await desk.get(`${url}/html`)).statusCode).toBe(200);
  for (const id of ["0", "999999", "x", "1e3", "99999999999999"]) {
    for (const rest of ["", "/html", "/message.eml"]) {
      expect((await desk.get(`/outbox/${id}${rest}`)).statusCode).toBe(404);
    }
  }
});

test("with an SMTP server set there is no outbox", async () => {
  const ctx = await createTestContext({ SMTP_URL: "smtp://127.0.0.1:9" });
  const app = await buildApp(ctx);
  for (const url of ["/outbox", "/outbox/1", "/outbox/1/html", "/outbox/1/message.eml"]) {
    expect((await app.inject(url)).statusCode).toBe(404);
  }
  expect((await app.inject("/")).body).not.toContain("/outbox");
  await app.close();
  await ctx.close();
});
