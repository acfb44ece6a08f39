// Which papers of an edition one reader gets: the best ones they have not had, in their topics and
// outside their mutes. Pure.
import type { EditionPaper } from "../editions/edition.ts";

export interface ReaderTaste {
  /** Words or categories of which a paper must match one; empty: everything. */
  topics: readonly string[];
  /** Words or categories that hide a paper. */
  mutes: readonly string[];
  size: number;
}

export interface Selection {
  paperIds: number[];
  /** How many papers, better than the last chosen, the reader's mutes hid. */
  hidden: number;
}

type Selectable = Pick<EditionPaper, "paperId" | "snapshot">;

/** A category by itself or its archive (cs.CL, cs), an author's name, or words of title or abstract. */
function matches(paper: Selectable, term: string): boolean {
  const wanted = term.trim().toLowerCase();
  if (wanted === "") return false;
  const { title, abstract, authors, categories } = paper.snapshot;
  const isCategory = categories.some((category) => {
    const name = category.toLowerCase();
    return name === wanted || name.startsWith(`${wanted}.`);
  });
  const texts = [title, abstract, ...authors];
  return isCategory || texts.some((text) => text.toLowerCase().includes(wanted));
}

/**
 * @param papers the edition, best first
 * @param seen ids of all papers this reader has had or is about to get
 */
export function selectForSubscriber(
  papers: readonly Selectable[],
  seen: ReadonlySet<number>,
  { topics, mutes, size }: ReaderTaste,
): Selection {
  const paperIds: number[] = [];
  let hidden = 0;
  for (const paper of papers) {
    if (paperIds.length >= size) break;
    if (seen.has(paper.paperId)) continue;
    if (topics.length > 0 && !topics.some((topic) => matches(paper, topic))) continue;
    if (mutes.some((mute) => matches(paper, mute))) hidden++;
    else paperIds.push(paper.paperId);
  }
  return { paperIds, hidden };
}
