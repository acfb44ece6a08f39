// Everything a program works with, opened once and closed in reverse: the wiring diagram. Overrides
// are for tests, which replace the outer world only (the clock, the mail server).
import type pg from "pg";
import type pino from "pino";
import type { Config } from "./config.ts";
import { type Db, openDatabase, waitForDatabase } from "./db/connect.ts";
import { openEmbeddedPostgres } from "./db/embedded-postgres.ts";
import { migrateDatabase } from "./db/migrate.ts";
import { createLog } from "./log.ts";
import type { Mailer } from "./mail/mailer.ts";
import { createOutboxMailer } from "./mail/outbox-mailer.ts";
import { createSmtpMailer } from "./mail/smtp-mailer.ts";
import { type OpenQueues, openQueues } from "./queue/open-queues.ts";
import { migrateQueue, openQueueBackend, type QueueBackend } from "./queue/queue-backend.ts";
import { createTemplates, type Templates } from "./rendering/template-engine.ts";
import { keepSecretKey } from "./secret-key.ts";
import { createAnswerKeeper } from "./sources/answer-store.ts";
import { openSources } from "./sources/open-sources.ts";
import type { Source } from "./sources/source.ts";
import { createTokens, type Tokens } from "./subscriptions/token.ts";

export interface Context {
  config: Config;
  log: pino.Logger;
  db: Db;
  pool: pg.Pool;
  queueBackend: QueueBackend;
  queues: OpenQueues;
  mailer: Mailer;
  tokens: Tokens;
  templates: Templates;
  sources: Source[];
  now: () => Date;
  close(): Promise<void>;
}

export type Overrides = Partial<Pick<Context, "now" | "log" | "mailer" | "sources">>;

/**
 * Opens what the settings name: embedded or given database, migrated; queue; mail.
 * @throws DataDirError, EmbeddedPostgresError, DatabaseVersionError
 */
export async function openContext(config: Config, overrides: Overrides = {}): Promise<Context> {
  const log = overrides.log ?? createLog(config.logLevel);
  const now = overrides.now ?? (() => new Date());
  const tokens = createTokens(config.secretKeys ?? [keepSecretKey(config.dataDir)]);
  const embedded = config.databaseUrl ? null : await openEmbeddedPostgres(config.dataDir, log);
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? "";
  const { db, pool } = openDatabase(databaseUrl, log);
  await waitForDatabase(pool, log);
  await migrateDatabase(pool, migrateQueue);
  const queueBackend = openQueueBackend({ databaseUrl, redisUrl: config.redisUrl }, log);
  const queues = openQueues(queueBackend, log);
  const mailer =
    overrides.mailer ?? (config.smtp ? createSmtpMailer(config.smtp) : createOutboxMailer(db));
  const sources = overrides.sources ?? openSources(config, createAnswerKeeper(db));
  const templates = createTemplates();
  return {
    ...{ config, log, db, pool, queueBackend, queues, mailer, tokens, templates, sources, now },
    async close() {
      await queues.close();
      await queueBackend.close();
      await mailer.close();
      await pool.end();
      await embedded?.close();
    },
  };
}
