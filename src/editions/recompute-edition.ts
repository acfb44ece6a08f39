// Computes an edition's order again from what it was ranked from, and says whether it is the frozen
// one to the byte: a promise that anybody can check, not only the day's log.
import type { Db } from "../db/connect.ts";
import { listPapers } from "../papers/paper-store.ts";
import { FORMULA_NUMBERS } from "../ranking/explain-formula.ts";
import { type RankedPaper, rankPapers } from "../ranking/rank-papers.ts";
import { EDITION_LENGTH, type EditionPaper } from "./edition.ts";
import { findEditionInputs } from "./edition-input-store.ts";
import { thawCandidate } from "./edition-inputs.ts";
import { getEdition } from "./edition-store.ts";

export type Recomputation =
  | { kind: "same"; papers: number }
  /** Ranks at which the two lists differ. */
  | { kind: "different"; ranks: number[] }
  /** The formula has other numbers today: the frozen list is that of the old ones. */
  | { kind: "other-formula"; numbers: Record<string, number> }
  | { kind: "no-edition" }
  | { kind: "no-inputs" };

export async function recomputeEdition(db: Db, date: string): Promise<Recomputation> {
  const edition = await getEdition(db, date);
  if (edition?.state !== "published") return { kind: "no-edition" };
  const inputs = await findEditionInputs(db, date);
  if (!inputs) return { kind: "no-inputs" };
  if (inByteOrder(inputs.numbers) !== inByteOrder(FORMULA_NUMBERS)) {
    return { kind: "other-formula", numbers: inputs.numbers };
  }
  const candidates = inputs.candidates.map(thawCandidate);
  const ranked = rankPapers(candidates, edition.rankedAt).slice(0, EDITION_LENGTH);
  const ranks = await differingRanks(db, edition.papers, ranked);
  return ranks.length === 0
    ? { kind: "same", papers: ranked.length }
    : { kind: "different", ranks };
}

async function differingRanks(
  db: Db,
  frozen: readonly EditionPaper[],
  ranked: readonly RankedPaper[],
): Promise<number[]> {
  const byRank = new Map(frozen.map((paper) => [paper.rank, paper]));
  const renamed = ranked.filter(({ rank, paperId }) => byRank.get(rank)?.paperId !== paperId);
  // A paper joined to another since then stands in the frozen list under the other's number.
  const ids = renamed.map((paper) => paper.paperId);
  const present = new Set((await listPapers(db, ids)).map((paper) => paper.id));
  const wrong = ranked.filter((paper) => {
    const then = byRank.get(paper.rank);
    return present.has(paper.paperId) || (then && bytesOf(then) !== bytesOf(paper));
  });
  const beyond = frozen.filter((paper) => paper.rank > ranked.length);
  return [...wrong, ...beyond].map((paper) => paper.rank);
}

function bytesOf(paper: Omit<RankedPaper, "paperId">): string {
  const { rank, score, basis, parts, reasons, resurgent } = paper;
  return JSON.stringify([rank, score, basis, inByteOrder(parts), reasons, resurgent]);
}

/** PostgreSQL keeps a record's keys in an order of its own. */
function inByteOrder(record: Readonly<Record<string, number>>): string {
  return JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
