// What operators rely on: health, readiness, honest failures, and a log that names nobody.
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "../../../src/app.ts";
import type { Context } from "../../../src/context.ts";
import { openDatabase } from "../../../src/db/connect.ts";
import { createTestContext } from "../../test-context.ts";
import { anAddress } from "../subscriptions/subscription-desk.ts";

const lines: string[] = [];
let ctx: Context;
beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  ctx = await createTestContext({}, { log: pino({ level: "trace" }, sink) });
});
afterAll(() => ctx.close());

/** The application in front of another database than ours. */
async function inFrontOf(url: string) {
  const { db, pool } = openDatabase(url, ctx.log);
  const app = await buildApp({ ...ctx, db, pool });
  app.addHook("onClose", () => pool.end());
  return app;
}

/** The database that every server has: none of our tables is in it. */
function elsewhere(): string {
  const url = new URL(ctx.config.databaseUrl ?? "");
  url.pathname = "/postgres";
  return url.href;
}

test("alive without touching anything, ready when database, queue and mail answer", async () => {
  const app = await buildApp(ctx);
  expect((await app.inject("/healthz")).json()).toEqual({ status: "ok" });
  const ready = await app.inject("/readyz");
  expect([ready.statusCode, ready.json()]).toEqual([
    200,
    { status: "ready", checks: { database: true, queue: true, mail: true } },
  ]);
  await app.close();
});

test("a database that is away is 503 with a time to come back, and health stays", async () => {
  const app = await inFrontOf("postgres://paperboy@127.0.0.1:9/paperboy");
  for (const url of ["/api/papers", "/api/editions/latest"]) {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers["retry-after"]).toBe("5");
    expect(answer.json()).toMatchObject({ status: 503, code: "database_unavailable" });
    expect(answer.body).not.toMatch(/ECONNREFUSED|select|127/);
  }
  const page = await app.inject({ url: "/", headers: { accept: "text/html" } });
  expect([page.statusCode, page.headers["retry-after"]]).toEqual([503, "5"]);
  expect(page.body).toContain("not available for the moment");
  expect((await app.inject("/healthz")).statusCode).toBe(200);
  const ready = await app.inject("/readyz");
  expect([ready.statusCode, ready.json().checks]).toEqual([
    503,
    { database: false, queue: true, mail: true },
  ]);
  await app.close();
});

test("a fault of ours says nothing of the inside, and is written down without addresses", async () => {
  const app = await inFrontOf(elsewhere());
  const answer = await app.inject("/api/papers");
  expect([answer.statusCode, answer.json().code]).toEqual([500, "internal_error"]);
  expect(answer.body).not.toMatch(/relation|select|stack|\.ts/);
  const failures = () => lines.filter((line) => line.includes("request.failed"));
  expect(failures().at(-1)).toContain("does not exist");
  expect(failures().at(-1)).toContain("papers-route.ts");
  const email = anAddress();
  const post = { method: "POST" as const, url: "/api/subscriptions", payload: { email } };
  expect((await app.inject(post)).statusCode).toBe(500);
  const confirm = {
    ...post,
    url: "/api/subscriptions/confirm",
    payload: { token: "a".repeat(43) },
  };
  expect((await app.inject(confirm)).statusCode).toBe(500);
  expect(failures().join("")).not.toContain(email);
  await app.close();
});

test("unknown addresses are a page for people and a problem for programs", async () => {
  const app = await buildApp(ctx);
  const ask = (url: string, accept: string) => app.inject({ url, headers: { accept } });
  expect((await ask("/nothing", "text/html")).body).toContain("<h1>Not found</h1>");
  expect((await ask("/nothing", "application/json")).json()).toMatchObject({ status: 404 });
  expect((await ask("/api/nothing", "text/html")).json()).toMatchObject({ status: 404 });
  const bad = await ask("/confirm/%zz", "text/html");
  expect([bad.statusCode, bad.headers["content-type"]]).toEqual([400, "text/html; charset=utf-8"]);
  await app.close();
});

test("the log names routes, never addresses, tokens or clients", async () => {
  const app = await buildApp(ctx);
  const email = anAddress();
  const token = ctx.tokens.sign("unsubscribe", "8c0b1f7e-8f5c-4a83-9b56-3d0a3c6a2f10");
  await app.inject({ method: "POST", url: "/api/subscriptions", payload: { email } });
  await app.inject({ method: "POST", url: "/api/subscriptions", payload: { email: `${email},` } });
  for (const page of ["unsubscribe", "confirm", "preferences", "nothing"]) {
    await app.inject({ url: `/${page}/${token}`, remoteAddress: "198.51.100.77" });
    await app.inject({ url: `/${page}/${token}%zz`, remoteAddress: "198.51.100.77" });
  }
  const log = lines.join("");
  expect(log).toContain('"route":"/unsubscribe/:token"');
  for (const secret of [email, token, "198.51.100.77"]) expect(log).not.toContain(secret);
  await app.close();
});
