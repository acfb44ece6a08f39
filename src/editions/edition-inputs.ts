// What an edition was ranked from, in a compact form that stays with it: from it alone the order can
// be computed again, whatever is learnt, corrected, joined or thinned out later.
import type { FrozenCandidate } from "../db/edition-tables.ts";
import type { Signal } from "../db/signals.ts";
import type { Candidate } from "../ranking/candidate.ts";
import { OPENING } from "../ranking/novelty.ts";
import type { EditionPaper } from "./edition.ts";

/**
 * The candidates that can have decided the frozen list. While papers with signals fill it, those
 * without and all words are left out: they only order papers that come after the list's end.
 */
export function freezeInputs(
  candidates: readonly Candidate[],
  papers: readonly Pick<EditionPaper, "basis">[],
): FrozenCandidate[] {
  const wordsMatter = papers.some((paper) => paper.basis === "recency");
  return candidates
    .filter((candidate) => wordsMatter || candidate.series.length > 0)
    .map((candidate) => freezeCandidate(candidate, wordsMatter));
}

function freezeCandidate(candidate: Candidate, wordsMatter: boolean): FrozenCandidate {
  const series: FrozenCandidate["series"] = {};
  for (const { signal, observedAt, value } of candidate.series) {
    const points = series[signal] ?? [];
    points.push([observedAt.getTime(), value]);
    series[signal] = points;
  }
  return {
    id: candidate.paperId,
    field: candidate.field,
    published: candidate.publishedAt?.getTime() ?? null,
    listed: candidate.listedAt?.getTime() ?? null,
    code: candidate.hasCode,
    prior: candidate.prior ?? null,
    title: wordsMatter ? candidate.title : "",
    // A pair cut in half would be refused by PostgreSQL; no word ends differently for it.
    abstract: wordsMatter ? candidate.abstract.slice(0, OPENING).toWellFormed() : "",
    series,
  };
}

export function thawCandidate(frozen: FrozenCandidate): Candidate {
  const { id, field, published, listed, code, prior, title, abstract, series } = frozen;
  const bySignal = Object.entries(series) as [Signal, [number, number][]][];
  return {
    ...{ paperId: id, title, abstract, field, hasCode: code, prior },
    publishedAt: published === null ? null : new Date(published),
    listedAt: listed === null ? null : new Date(listed),
    series: bySignal.flatMap(([signal, points]) =>
      points.map(([at, value]) => ({ signal, observedAt: new Date(at), value })),
    ),
  };
}
