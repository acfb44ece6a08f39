// All SQL for single papers: finding them by their names, storing them, reading them.
import { asc, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { deliveries } from "../db/delivery-tables.ts";
import { editionPapers } from "../db/edition-tables.ts";
import { observations, papers } from "../db/paper-tables.ts";
import { parseArxivId } from "../sources/paper-names.ts";
import type { Paper } from "./paper.ts";

const { search: _, ...columns } = getTableColumns(papers);
/** Every column but the search vector, which only PostgreSQL reads. */
export const paperColumns = columns;

/** Publication, else listing: what "newest first" means where publication is unknown. */
export const recency: SQL<Date> = sql`coalesce(${papers.publishedAt}, ${papers.listedAt})`;

const PAPERS_LOCK = 5_120_002;

/** Until the end of the transaction nobody else decides which papers are the same. */
export async function lockPapers(tx: Db): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${PAPERS_LOCK})`);
}

export interface PaperNames {
  arxivIds: string[];
  dois: string[];
  titleKeys: string[];
}

/** Every paper that carries one of the names. */
export async function findPapersByNames(db: Db, names: PaperNames): Promise<Paper[]> {
  return db
    .select(paperColumns)
    .from(papers)
    .where(
      sql`${papers.arxivId} = any(${sql.param(names.arxivIds)})
        OR ${papers.doi} = any(${sql.param(names.dois)})
        OR ${papers.titleKey} = any(${sql.param(names.titleKeys)})`,
    )
    .orderBy(asc(papers.id));
}

/** Ids for papers about to be stored. */
export async function reservePaperIds(db: Db, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await db.execute<{ id: number }>(
    sql`SELECT nextval(pg_get_serial_sequence('papers', 'id'))::int AS id
      FROM generate_series(1, ${count}::int)`,
  );
  return rows.map((row) => row.id);
}

/** Stores papers under their ids, new and known ones alike. */
export async function savePapers(db: Db, rows: readonly Paper[]): Promise<void> {
  if (rows.length === 0) return;
  const kept = ["id", "updatedAt"];
  const set = Object.entries(columns)
    .filter(([name]) => !kept.includes(name))
    .map(([name]) => [
      name,
      sql.raw(`excluded.${name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}`),
    ]);
  await db
    .insert(papers)
    .overridingSystemValue()
    .values([...rows])
    .onConflictDoUpdate({
      target: papers.id,
      set: { ...Object.fromEntries(set), updatedAt: sql`now()` },
    });
}

export async function getPaper(db: Db, id: number): Promise<Paper | null> {
  if (!Number.isInteger(id) || id < 1 || id > 2_147_483_647) return null;
  const [paper] = await db.select(paperColumns).from(papers).where(eq(papers.id, id));
  return paper ?? null;
}

/** By any spelling of its arXiv id, version included. */
export async function getPaperByArxivId(db: Db, arxivId: string): Promise<Paper | null> {
  const base = parseArxivId(arxivId);
  if (base === null) return null;
  const [paper] = await db.select(paperColumns).from(papers).where(eq(papers.arxivId, base));
  return paper ?? null;
}

/** What an address names: our own number, or an arXiv id. */
export async function findPaper(db: Db, idOrArxivId: string): Promise<Paper | null> {
  return /^\d{1,10}$/.test(idOrArxivId)
    ? getPaper(db, Number(idOrArxivId))
    : getPaperByArxivId(db, idOrArxivId);
}

/** The papers of these ids, in the order of the ids; unknown ones are left out. */
export async function listPapers(db: Db, ids: readonly number[]): Promise<Paper[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select(paperColumns)
    .from(papers)
    .where(inArray(papers.id, [...ids]));
  const byId = new Map(rows.map((paper) => [paper.id, paper]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function countPapers(db: Db): Promise<number> {
  return db.$count(papers);
}

/** Hangs everything that refers to one paper on another. */
export async function takeOverPaper(tx: Db, keptId: number, goneId: number): Promise<void> {
  await tx.execute(sql`
    INSERT INTO ${observations} (paper_id, signal, observed_at, value)
    SELECT ${keptId}::int, signal, observed_at, value FROM ${observations}
    WHERE paper_id = ${goneId} ON CONFLICT DO NOTHING`);
  await tx.update(editionPapers).set({ paperId: keptId }).where(eq(editionPapers.paperId, goneId));
  await tx
    .update(deliveries)
    .set({ paperIds: sql`array_replace(${deliveries.paperIds}, ${goneId}::int, ${keptId}::int)` })
    .where(sql`${deliveries.paperIds} @> array[${goneId}::int]`);
}

/** With its observations. */
export async function deletePaper(tx: Db, id: number): Promise<void> {
  await tx.delete(papers).where(eq(papers.id, id));
}
