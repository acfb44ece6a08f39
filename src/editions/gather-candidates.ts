// Which papers stand to be ranked at an instant: those of the week, filled up from the archive so
// that a quiet day still has a list, each with what its authors' earlier papers promise.
import type { Db } from "../db/connect.ts";
import { listPastUpvotes } from "../papers/author-store.ts";
import { getCandidate, listArchive, listCandidates } from "../papers/candidate-store.ts";
import { authorPrior } from "../ranking/author-prior.ts";
import type { Candidate } from "../ranking/candidate.ts";
import { EDITION_LENGTH } from "./edition.ts";

export async function gatherCandidates(db: Db, at: Date): Promise<Candidate[]> {
  const fresh = await listCandidates(db, at);
  const known = new Set(fresh.map((candidate) => candidate.paperId));
  const missing = EDITION_LENGTH - fresh.length;
  const archive = missing > 0 ? await listArchive(db, at, missing) : [];
  return withPriors(db, [...fresh, ...archive.filter((paper) => !known.has(paper.paperId))]);
}

/** One paper as it would stand to be ranked, a candidate or not. */
export async function gatherCandidate(db: Db, paperId: number, at: Date): Promise<Candidate> {
  const paper = await getCandidate(db, paperId, at);
  const [candidate = paper] = await withPriors(db, [paper]);
  return candidate;
}

async function withPriors(db: Db, candidates: readonly Candidate[]): Promise<Candidate[]> {
  const past = await listPastUpvotes(
    db,
    candidates.map((candidate) => candidate.paperId),
  );
  return candidates.map((candidate) => {
    const lists = past.get(candidate.paperId);
    return lists ? { ...candidate, prior: authorPrior(lists) } : candidate;
  });
}
