// All SQL for addresses that must not be mailed. Only keyed hashes are kept; a caller asks with the
// address's hash under every secret key, so that a changed key forgets nobody.
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Db } from "../db/connect.ts";
import { suppressions } from "../db/subscription-tables.ts";

export type Suppression = Omit<typeof suppressions.$inferSelect, "addressHash">;

/**
 * Left by a reader who had everything erased. It stops whatever others want to send; it alone does
 * not stop a confirmation mail, for someone who comes back by themselves must be able to.
 */
export const ERASED = "erased";

const of = (hashes: readonly Buffer[]) => inArray(suppressions.addressHash, [...hashes]);
const refusing = (hashes: readonly Buffer[]) => and(of(hashes), ne(suppressions.reason, ERASED));

export async function isSuppressed(db: Db, hashes: readonly Buffer[]): Promise<boolean> {
  const rows = await db.select({ one: sql`1` }).from(suppressions).where(of(hashes)).limit(1);
  return rows.length > 0;
}

/** True when not even a confirmation mail may go. */
export async function refusesConfirmations(db: Db, hashes: readonly Buffer[]): Promise<boolean> {
  const rows = await db.select({ one: sql`1` }).from(suppressions).where(refusing(hashes)).limit(1);
  return rows.length > 0;
}

/** The same, as a write that locks the row: so a suppressed address costs what any other does. */
export async function touchSuppression(tx: Db, hashes: readonly Buffer[]): Promise<boolean> {
  const rows = await tx
    .update(suppressions)
    .set({ reason: sql`${suppressions.reason}` })
    .where(of(hashes))
    .returning({ reason: suppressions.reason });
  return rows.some((row) => row.reason !== ERASED);
}

/** The first reason stays, unless it was only an erasure. `evidence` must not hold an address. */
export async function suppress(
  db: Db,
  addressHash: Buffer,
  reason: string,
  evidence: string | null = null,
): Promise<void> {
  await db
    .insert(suppressions)
    .values({ addressHash, reason, evidence })
    .onConflictDoUpdate({
      target: suppressions.addressHash,
      set: { reason, evidence },
      setWhere: eq(suppressions.reason, ERASED),
    });
}

/** Their own new double opt-in ends what their erasure left. */
export async function liftErasure(tx: Db, hashes: readonly Buffer[]): Promise<void> {
  await tx.delete(suppressions).where(and(of(hashes), eq(suppressions.reason, ERASED)));
}

export async function listSuppressions(db: Db, hashes: readonly Buffer[]): Promise<Suppression[]> {
  const { reason, evidence, createdAt } = suppressions;
  return db.select({ reason, evidence, createdAt }).from(suppressions).where(of(hashes));
}
