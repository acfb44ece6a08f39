// All SQL for collections: the record of every reading of every source.
import { desc } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { collections } from "../db/paper-tables.ts";

export type Collection = typeof collections.$inferSelect;

export async function recordCollection(db: Db, collection: Omit<Collection, "id">): Promise<void> {
  await db.insert(collections).values(collection);
}

/** The last reading of every source, by the source's name. */
export async function listLastCollections(db: Db): Promise<Collection[]> {
  return db
    .selectDistinctOn([collections.source])
    .from(collections)
    .orderBy(collections.source, desc(collections.finishedAt));
}
