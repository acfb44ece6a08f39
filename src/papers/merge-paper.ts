// Makes one paper of what several sources say. Every field comes from the most authoritative source
// that knows it, and provenance names that source, so the order of collections does not matter.
import type { FoundPaper } from "../sources/source.ts";
import { type Paper, titleKey } from "./paper.ts";

/** Most authoritative first; a source not named here yields to all that are. */
const AUTHORITY = ["arxiv", "openalex", "semanticscholar", "huggingface", "seeds"];

const FIELDS = [
  "arxivId",
  "doi",
  "title",
  "abstract",
  "authors",
  "categories",
  "publishedAt",
  "githubRepo",
  "projectUrl",
] as const;
type Field = (typeof FIELDS)[number];

function rankOf(source: string | undefined): number {
  const rank = AUTHORITY.indexOf(source ?? "");
  return rank === -1 ? AUTHORITY.length : rank;
}

function isEmpty(value: Paper[Field]): boolean {
  return value === null || (!(value instanceof Date) && value.length === 0);
}

/** A paper that nothing is known of yet. */
function blankPaper(now: Date): Paper {
  return {
    id: 0,
    arxivId: null,
    doi: null,
    titleKey: "",
    title: "",
    abstract: "",
    authors: [],
    categories: [],
    publishedAt: null,
    listedAt: now,
    githubRepo: null,
    projectUrl: null,
    provenance: {},
    updatedAt: now,
  };
}

/** The instants a source may claim: nothing later than now. */
function listedAtOf(found: FoundPaper, now: Date): Date {
  return found.listedAt !== null && found.listedAt < now ? found.listedAt : now;
}

/** A source corrects itself and lesser ones; of equals the first keeps the word. */
function mayCorrect(owner: string | undefined, source: string): boolean {
  return owner === source || rankOf(source) < rankOf(owner);
}

function take(paper: Paper, field: Field, found: FoundPaper, source: string): void {
  const value = found[field];
  if (isEmpty(value) || (!isEmpty(paper[field]) && !mayCorrect(paper.provenance[field], source))) {
    return;
  }
  Object.assign(paper, { [field]: value });
  paper.provenance[field] = source;
}

/**
 * The paper with what `source` adds to it. Of two listings the earlier one counts.
 * @param paper null: a paper not known before, whose id is 0 until it is stored
 */
export function mergePaper(
  paper: Paper | null,
  found: FoundPaper,
  source: string,
  now: Date,
): Paper {
  const merged = structuredClone(paper ?? blankPaper(now));
  const future = found.publishedAt !== null && found.publishedAt > now;
  const believed = future ? { ...found, publishedAt: null } : found;
  for (const field of FIELDS) take(merged, field, believed, source);
  merged.titleKey = titleKey(merged.title);
  const listedAt = listedAtOf(found, now);
  if (merged.provenance.listedAt === undefined || listedAt < merged.listedAt) {
    merged.listedAt = listedAt;
    merged.provenance.listedAt = source;
  }
  return merged;
}

/** One paper of two that turned out to be one: field by field the better source's word. */
export function unitePapers(kept: Paper, gone: Paper): Paper {
  const united = structuredClone(kept);
  for (const field of FIELDS) {
    const better = rankOf(gone.provenance[field]) < rankOf(united.provenance[field]);
    if (isEmpty(gone[field]) || !(better || isEmpty(united[field]))) continue;
    Object.assign(united, { [field]: gone[field] });
    united.provenance[field] = gone.provenance[field] ?? "";
  }
  united.titleKey = titleKey(united.title);
  if (gone.listedAt < united.listedAt) {
    united.listedAt = gone.listedAt;
    united.provenance.listedAt = gone.provenance.listedAt ?? "";
  }
  return united;
}

/** Whether storing `after` over `before` would change anything. */
export function isChanged(before: Paper | null, after: Paper): boolean {
  return before === null || JSON.stringify(before) !== JSON.stringify(after);
}
