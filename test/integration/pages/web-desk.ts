// A desk for the suites of pages and API: the web application on a real database, asked without a
// network, and a fingerprint of every row by which a request that changes something is caught.
import type { InjectOptions } from "fastify";
import { buildApp } from "../../../src/app.ts";
import { openSubscriptionDesk } from "../subscriptions/subscription-desk.ts";

export async function openWebDesk() {
  const desk = await openSubscriptionDesk();
  const app = await buildApp(desk.ctx);
  const { tokens } = desk.ctx;
  return {
    ...desk,
    app,
    get: (url: string, headers: InjectOptions["headers"] = {}) =>
      app.inject({ url, headers: { accept: "text/html,*/*;q=0.8", ...headers } }),
    /** As a browser posts a form. */
    postForm: (url: string, fields: string, headers: InjectOptions["headers"] = {}) =>
      app.inject({
        method: "POST",
        url,
        headers: {
          accept: "text/html,*/*;q=0.8",
          "content-type": "application/x-www-form-urlencoded",
          ...headers,
        },
        payload: fields,
      }),
    /** As a program posts. */
    postJson: (url: string, body: object, headers: InjectOptions["headers"] = {}) =>
      app.inject({ method: "POST", url, headers, payload: body }),
    unsubscribeUrl: (id: string) => `/unsubscribe/${tokens.sign("unsubscribe", id)}`,
    preferencesUrl: (id: string) => `/preferences/${tokens.sign("preferences", id)}`,
    /** Plays the worker for requests that came in by the web. */
    async sendConfirmations(): Promise<void> {
      const rows = await desk.query(
        "SELECT id FROM confirmations WHERE sent_at IS NULL AND closed_at IS NULL",
      );
      for (const { id } of rows) await desk.send(id);
    },
    /** Of all rows of all tables. */
    async fingerprint(): Promise<string[]> {
      const tables = await desk.query(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
      );
      const prints: string[] = [];
      for (const { name } of tables) {
        const rows = `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS print FROM "${name}" t`;
        const [row] = await desk.query(rows);
        prints.push(`${name} ${row?.print}`);
      }
      return prints;
    },
    async close(): Promise<void> {
      await app.close();
      await desk.ctx.close();
    },
  };
}
export type WebDesk = Awaited<ReturnType<typeof openWebDesk>>;
