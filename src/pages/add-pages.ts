// All pages in one list.
import { addAboutPage } from "./about-page.ts";
import { addConfirmPage } from "./confirm-page.ts";
import { addEditionPage } from "./edition-page.ts";
import { addEditionsPage } from "./editions-page.ts";
import { addFeedPage } from "./feed-page.ts";
import { addHomePage } from "./home-page.ts";
import { addOutboxMessagePage } from "./outbox-message-page.ts";
import { addOutboxPage } from "./outbox-page.ts";
import type { PageApp, PageContext } from "./page-writer.ts";
import { addPaperPage } from "./paper-page.ts";
import { addPreferencesPage } from "./preferences-page.ts";
import { addSearchPage } from "./search-page.ts";
import { addUnsubscribePage } from "./unsubscribe-page.ts";

export function addPages(app: PageApp, ctx: PageContext): void {
  addHomePage(app, ctx);
  addSearchPage(app, ctx);
  addPaperPage(app, ctx);
  addEditionsPage(app, ctx);
  addEditionPage(app, ctx);
  addFeedPage(app, ctx);
  addConfirmPage(app, ctx);
  addUnsubscribePage(app, ctx);
  addPreferencesPage(app, ctx);
  addAboutPage(app, ctx);
  addOutboxPage(app, ctx);
  addOutboxMessagePage(app, ctx);
}
