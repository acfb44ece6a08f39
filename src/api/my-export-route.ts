// GET /api/subscriptions/me/export: everything held about a reader, for that reader.
import { exportSubscriber } from "../subscriptions/export-subscriber.ts";
import type { ApiApp, ApiContext } from "./api-app.ts";
import { requireSubscriber } from "./bearer.ts";
import { notFound } from "./problem.ts";

export function addMyExportRoute(app: ApiApp, ctx: ApiContext): void {
  app.route({
    method: "GET",
    url: "/api/subscriptions/me/export",
    schema: {
      summary: "Everything you hold about me",
      tags: ["subscriptions"],
      security: [{ preferencesToken: [] }],
    },
    async handler(request, reply) {
      const { id } = await requireSubscriber(ctx, request);
      const held = await exportSubscriber(ctx, id);
      if (!held) throw notFound("This subscription was erased.");
      return reply
        .header("cache-control", "no-store")
        .header("content-disposition", 'attachment; filename="paperboy-export.json"')
        .send(held);
    },
  });
}
