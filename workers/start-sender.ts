// The sender role: takes mail jobs and hands each to its use case, as many at once as there are
// SMTP connections.
import type { Context } from "../src/context.ts";
import { deliverDigest } from "../src/deliveries/deliver-digest.ts";
import { openEditionDesk } from "../src/deliveries/edition-desk.ts";
import type { Stop } from "../src/program.ts";
import { startWorker } from "../src/queue/start-worker.ts";
import { createConfirmationRenderer } from "../src/rendering/render-confirmation.ts";
import { createDigestRenderer } from "../src/rendering/render-digest.ts";
import { sendConfirmation } from "../src/subscriptions/send-confirmation.ts";

const OUTBOX_CONCURRENCY = 10;

export function startSender(ctx: Context): Stop {
  const { config, db, log, mailer, tokens, templates, now } = ctx;
  const { publicUrl, publicHost } = config.http;
  const from = config.mailFrom;
  const settings = { publicUrl, publicHost, from };
  const renderer = createDigestRenderer(templates, settings);
  const desk = openEditionDesk({ db, tokens, renderer, publicUrl, now });
  const renderConfirmation = createConfirmationRenderer(templates, settings);
  const envelopeFrom = from.address;
  const worker = startWorker(
    ctx.queueBackend,
    "mail",
    {
      async "deliver-digest"({ deliveryId }) {
        const deps = { db, log, mailer, tokens, desk, envelopeFrom };
        const outcome = await deliverDigest(deps, deliveryId);
        log.info({ deliveryId, outcome }, "delivery.looked-at");
      },
      async "send-confirmation"({ confirmationId }) {
        const deps = {
          db,
          mailer,
          tokens,
          renderConfirmation,
          publicUrl,
          envelopeFrom,

          now,
        };
        const outcome = await sendConfirmation(deps, confirmationId);
        log.info({ confirmationId, outcome }, "confirmation.looked-at");
      },
    },
    { concurrency: config.smtp?.connections ?? OUTBOX_CONCURRENCY, log },
  );
  return () => worker.close();
}
