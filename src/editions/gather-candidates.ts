// Which papers stand to be ranked at an instant: those of the week, filled up from the archive so
// that a quiet day still has a list, each with what its authors' earlier papers promise.
import type { Db } from "../db/connect.ts";
import { listPastUpvotes } from "../papers/author-store.ts";
import {
  type CandidateRow,
  getCandidate,
  listArchive,
  listCandidates,
  listWords,
} from "../papers/candidate-store.ts";
import { authorPrior } from "../ranking/author-prior.ts";
import type { Candidate } from "../ranking/candidate.ts";
import { EDITION_LENGTH } from "./edition.ts";

export async function gatherCandidates(db: Db, at: Date): Promise<Candidate[]> {
  const fresh = await listCandidates(db, at);
  const known = new Set(fresh.map((candidate) => candidate.paperId));
  const missing = EDITION_LENGTH - fresh.length;
  const archive = missing > 0 ? await listArchive(db, at, missing) : [];
  return describe(db, [...fresh, ...archive.filter((paper) => !known.has(paper.paperId))]);
}

export async function gatherCandidate(db: Db, paperId: number, at: Date): Promise<Candidate> {
  const [candidate] = await describe(db, [await getCandidate(db, paperId, at)]);
  if (!candidate) throw new Error(`There is no paper ${paperId}`);
  return candidate;
}

/**
 * Words order papers without a signal, and those have no place on a list that counted papers fill;
 * twice its length, since some counts may turn out to be garbage.
 */
function needWords(rows: readonly CandidateRow[]): boolean {
  return rows.filter((row) => row.series.length > 0).length < 2 * EDITION_LENGTH;
}

async function describe(db: Db, rows: readonly CandidateRow[]): Promise<Candidate[]> {
  const ids = rows.map((row) => row.paperId);
  const past = await listPastUpvotes(db, ids);
  const words = needWords(rows) ? await listWords(db, ids) : null;
  return rows.map((row) => {
    const lists = past.get(row.paperId);
    const { title, abstract } = words?.get(row.paperId) ?? { title: "", abstract: "" };
    const { paperId, field, publishedAt, listedAt, hasCode, series } = row;
    const prior = lists ? authorPrior(lists) : null;
    return { paperId, title, abstract, field, publishedAt, listedAt, hasCode, series, prior };
  });
}
