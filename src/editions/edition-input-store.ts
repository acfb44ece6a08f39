// All SQL for what editions were ranked from: written once with the edition, then only read.
import { promisify } from "node:util";
import { constants, gunzip, gzip } from "node:zlib";
import { eq } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { editionInputs, type FrozenCandidate } from "../db/edition-tables.ts";

export interface EditionInputs {
  /** The formula's numbers on that day, by name. */
  numbers: Readonly<Record<string, number>>;
  candidates: FrozenCandidate[];
}

export async function insertEditionInputs(
  tx: Db,
  date: string,
  { numbers, candidates }: EditionInputs,
): Promise<void> {
  const level = constants.Z_BEST_SPEED;
  const packed = await promisify(gzip)(JSON.stringify(candidates), { level });
  await tx.insert(editionInputs).values({ editionDate: date, numbers, candidates: packed });
}

/** null: the date has no edition, or one from before inputs were kept. */
export async function findEditionInputs(db: Db, date: string): Promise<EditionInputs | null> {
  const [row] = await db.select().from(editionInputs).where(eq(editionInputs.editionDate, date));
  if (!row) return null;
  const candidates = JSON.parse((await promisify(gunzip)(row.candidates)).toString("utf8"));
  return { numbers: row.numbers, candidates };
}
