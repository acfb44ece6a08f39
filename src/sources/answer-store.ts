// All SQL for the answers that conditional requests go by.
import { eq, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { sourceAnswers } from "../db/paper-tables.ts";
import type { AnswerKeeper } from "./answer-keeper.ts";

/** A keeper on the database, shared by all processes. */
export function createAnswerKeeper(db: Db): AnswerKeeper {
  return {
    async find(url) {
      const [row] = await db.select().from(sourceAnswers).where(eq(sourceAnswers.url, url));
      return row ? { etag: row.etag, lastModified: row.lastModified, text: row.body } : null;
    },
    async keep(url, { etag, lastModified, text }) {
      const row = { etag, lastModified, body: text };
      await db
        .insert(sourceAnswers)
        .values({ url, ...row })
        .onConflictDoUpdate({ target: sourceAnswers.url, set: { ...row, keptAt: sql`now()` } });
    },
  };
}
