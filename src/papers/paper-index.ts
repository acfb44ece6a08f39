// The papers that one import touches, found by any of their names: those stored before and those
// just met, so that two entries of one import that tell of the same paper become one.
import type { FoundPaper } from "../sources/source.ts";
import { type Paper, sameByTitle, titleKey } from "./paper.ts";

/** A paper under way: as stored (null: not yet) and as it will be. */
export interface Draft {
  before: Paper | null;
  paper: Paper;
}

export interface PaperIndex {
  /** The paper that an entry tells of: by arXiv id, else DOI, else title with first author. */
  match(found: FoundPaper): Draft | null;
  /**
   * A name belongs to one paper: an entry's DOI that another one carries is taken off the entry. The
   * two are twins, one paper stored twice, unless each has an arXiv id of its own.
   */
  sortOutNames(found: FoundPaper, match: Draft | null): { own: FoundPaper; twin: Draft | null };
  /** Keeps a merged paper, in its match's place or as a new one. */
  put(match: Draft | null, merged: Paper): Draft;
  /** All that were put, each once. */
  drafts(): Draft[];
}

interface Names {
  byArxivId: Map<string, Draft>;
  byDoi: Map<string, Draft>;
  byTitle: Map<string, Draft[]>;
}

function remember({ byArxivId, byDoi, byTitle }: Names, draft: Draft): void {
  const { arxivId, doi, titleKey: key } = draft.paper;
  if (arxivId !== null) byArxivId.set(arxivId, draft);
  if (doi !== null) byDoi.set(doi, draft);
  const sameTitle = byTitle.get(key) ?? [];
  if (!sameTitle.includes(draft)) byTitle.set(key, [...sameTitle, draft]);
}

function matchDoi({ byDoi }: Names, found: FoundPaper): Draft | undefined {
  const draft = found.doi === null ? undefined : byDoi.get(found.doi);
  // Two arXiv papers with one journal DOI stay two: the arXiv id is the stronger name.
  const other = draft?.paper.arxivId ?? found.arxivId;
  return found.arxivId === null || other === found.arxivId ? draft : undefined;
}

export function createPaperIndex(stored: readonly Paper[]): PaperIndex {
  const names: Names = { byArxivId: new Map(), byDoi: new Map(), byTitle: new Map() };
  const touched = new Set<Draft>();
  for (const paper of stored) remember(names, { before: paper, paper });
  return {
    match(found) {
      const byId = found.arxivId === null ? undefined : names.byArxivId.get(found.arxivId);
      const titled = (found.title !== "" && names.byTitle.get(titleKey(found.title))) || [];
      const byTitle = () => titled.find((draft) => sameByTitle(draft.paper, found));
      return byId ?? matchDoi(names, found) ?? byTitle() ?? null;
    },
    sortOutNames(found, match) {
      const owner = found.doi === null ? undefined : names.byDoi.get(found.doi);
      if (owner === undefined || owner === match) return { own: found, twin: null };
      return { own: { ...found, doi: null }, twin: owner.paper.arxivId === null ? owner : null };
    },
    put(match, merged) {
      const draft = match ?? { before: null, paper: merged };
      draft.paper = merged;
      remember(names, draft);
      touched.add(draft);
      return draft;
    },
    drafts: () => [...touched],
  };
}
