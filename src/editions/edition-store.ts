// All SQL for editions and their frozen papers. Written once inside one transaction, then only read.
import { and, asc, desc, eq, lte, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { editionPapers, editions } from "../db/edition-tables.ts";
import type { Edition, EditionPaper, EditionSummary } from "./edition.ts";

/** First half of the two-part advisory lock that serialises the making of editions. */
const EDITION_LOCK = 7_270_203;

/** Takes the lock on a date until the transaction ends; false when another process holds it. */
export async function tryLockEdition(tx: Db, date: string): Promise<boolean> {
  const result = await tx.execute(
    sql`SELECT pg_try_advisory_xact_lock(${EDITION_LOCK}, hashtext(${date})) AS locked`,
  );
  return result.rows[0]?.locked === true;
}

export async function findEditionSummary(db: Db, date: string): Promise<EditionSummary | null> {
  const [row] = await db.select().from(editions).where(eq(editions.date, date));
  return row ?? null;
}

async function withPapers(db: Db, summary: EditionSummary, limit: number): Promise<Edition> {
  const papers = await db
    .select({
      paperId: editionPapers.paperId,
      rank: editionPapers.rank,
      score: editionPapers.score,
      basis: editionPapers.basis,
      parts: editionPapers.parts,
      reasons: editionPapers.reasons,
      resurgent: editionPapers.resurgent,
      snapshot: editionPapers.snapshot,
    })
    .from(editionPapers)
    .where(and(eq(editionPapers.editionDate, summary.date), lte(editionPapers.rank, limit)))
    .orderBy(asc(editionPapers.rank));
  return { ...summary, papers };
}

/** The edition of a date with its best `limit` papers, or null when there is none. */
export async function getEdition(
  db: Db,
  date: string,
  { limit = Number.MAX_SAFE_INTEGER } = {},
): Promise<Edition | null> {
  const summary = await findEditionSummary(db, date);
  return summary && withPapers(db, summary, Math.min(limit, 1_000_000));
}

/** The newest published edition, by date, without its papers. */
export async function findLatestSummary(db: Db): Promise<EditionSummary | null> {
  const [summary] = await db
    .select()
    .from(editions)
    .where(eq(editions.state, "published"))
    .orderBy(desc(editions.date))
    .limit(1);
  return summary ?? null;
}

/** The newest published edition, by date. */
export async function getLatestEdition(
  db: Db,
  { limit = Number.MAX_SAFE_INTEGER } = {},
): Promise<Edition | null> {
  const summary = await findLatestSummary(db);
  return summary && withPapers(db, summary, Math.min(limit, 1_000_000));
}

/** Newest first, skipped ones among them. */
export async function listEditions(db: Db, limit: number): Promise<EditionSummary[]> {
  return db.select().from(editions).orderBy(desc(editions.date)).limit(limit);
}

/** Freezes an edition; a date that was recorded as skipped becomes published. */
export async function insertEdition(
  tx: Db,
  summary: Omit<EditionSummary, "plannedAt">,
  papers: readonly EditionPaper[],
): Promise<void> {
  await tx
    .insert(editions)
    .values(summary)
    .onConflictDoUpdate({
      target: editions.date,
      set: summary,
      setWhere: eq(editions.state, "skipped"),
    });
  if (papers.length > 0) {
    const rows = papers.map((paper) => ({ ...paper, editionDate: summary.date }));
    await tx.insert(editionPapers).values(rows);
  }
}

export async function markPlanned(db: Db, date: string, at: Date): Promise<void> {
  await db.update(editions).set({ plannedAt: at }).where(eq(editions.date, date));
}

/** Records dates that no edition was made for, once. */
export async function insertSkippedEditions(
  tx: Db,
  dates: readonly string[],
  at: Date,
  note: string,
): Promise<void> {
  if (dates.length === 0) return;
  const rows = dates.map((date) => ({
    date,
    state: "skipped" as const,
    rankedAt: at,
    candidates: 0,
    note,
  }));
  await tx.insert(editions).values(rows).onConflictDoNothing();
}
