// In which editions a paper stood: read from the frozen lists.
import { desc, eq } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { editionPapers } from "../db/edition-tables.ts";

export interface Appearance {
  /** YYYY-MM-DD */
  date: string;
  rank: number;
}

/** Newest first. */
export async function listAppearances(db: Db, paperId: number): Promise<Appearance[]> {
  return db
    .select({ date: editionPapers.editionDate, rank: editionPapers.rank })
    .from(editionPapers)
    .where(eq(editionPapers.paperId, paperId))
    .orderBy(desc(editionPapers.editionDate));
}
