// Two stored papers that a later fact shows to be one: the older row takes over everything that hung
// on the other, so that no reader gets it twice and no edition loses it.
import type { Db } from "../db/connect.ts";
import { unitePapers } from "./merge-paper.ts";
import { deletePaper, listPapers, savePapers, takeOverPaper } from "./paper-store.ts";

/** Must run under the papers' lock. A pair of which one is gone already is left alone. */
export async function joinPapers(tx: Db, one: number, other: number): Promise<void> {
  const [kept, gone] = await listPapers(
    tx,
    [one, other].sort((a, b) => a - b),
  );
  if (kept === undefined || gone === undefined) return;
  await takeOverPaper(tx, kept.id, gone.id);
  await deletePaper(tx, gone.id);
  await savePapers(tx, [unitePapers(kept, gone)]);
}
