// All of the API in one list.
import type { ApiApp, ApiContext } from "./api-app.ts";
import { addConfirmRoute } from "./confirm-route.ts";
import { addEditionRoute } from "./edition-route.ts";
import { addEditionsRoute } from "./editions-route.ts";
import { addMyExportRoute } from "./my-export-route.ts";
import { addMySubscriptionRoute } from "./my-subscription-route.ts";
import { describeApi } from "./openapi.ts";
import { addPaperRoute } from "./paper-route.ts";
import { addPaperScoreRoute } from "./paper-score-route.ts";
import { addPapersRoute } from "./papers-route.ts";
import { addSubscriptionsRoute, type SubscribeForm } from "./subscriptions-route.ts";

export async function addApi(app: ApiApp, ctx: ApiContext, form: SubscribeForm): Promise<void> {
  await describeApi(app, ctx.config.http.publicUrl);
  addSubscriptionsRoute(app, ctx, form);
  addConfirmRoute(app, ctx);
  addMySubscriptionRoute(app, ctx);
  addMyExportRoute(app, ctx);
  addPapersRoute(app, ctx);
  addPaperRoute(app, ctx);
  addPaperScoreRoute(app, ctx);
  addEditionsRoute(app, ctx);
  addEditionRoute(app, ctx);
}
