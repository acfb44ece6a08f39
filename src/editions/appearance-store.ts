// In which editions a paper stood, and how: read from the frozen lists.
import { and, asc, desc, eq } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { editionPapers, editions } from "../db/edition-tables.ts";

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
    .orderBy(desc(editionPapers.editionDate), asc(editionPapers.rank));
}

/** How a paper was ranked in the edition of a date; null: it is not on its list. */
export async function findPlace(db: Db, paperId: number, date: string) {
  const [place] = await db
    .select({
      rank: editionPapers.rank,
      score: editionPapers.score,
      basis: editionPapers.basis,
      parts: editionPapers.parts,
      reasons: editionPapers.reasons,
      resurgent: editionPapers.resurgent,
      rankedAt: editions.rankedAt,
    })
    .from(editionPapers)
    .innerJoin(editions, eq(editions.date, editionPapers.editionDate))
    .where(and(eq(editionPapers.paperId, paperId), eq(editionPapers.editionDate, date)))
    .orderBy(asc(editionPapers.rank))
    .limit(1);
  return place ?? null;
}
