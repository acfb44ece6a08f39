// How new a paper's words are beside the papers that came before it: 1 minus the greatest tf-idf
// cosine. Orders papers of which nothing else is known; deterministic, and linear in practice.

export interface Text {
  title: string;
  abstract: string;
}

/** Words in more papers than this say little, and would make the search quadratic. */
const COMMON_PAPERS = 20;
/** A paper is known by its title and the opening of its abstract: enough to find its like, fast. */
export const OPENING = 400;

/**
 * One number in [0, 1] for each text, in the given order, which is that of time: a text is compared
 * with those before it, so the first of two twins stays new.
 */
export function noveltyOf(texts: readonly Text[]): number[] {
  const bags = texts.map(wordsOf);
  const weights = weighWords(bags);
  const postings = new Map<string, { index: number; weight: number }[]>();
  const similarity = new Float64Array(texts.length);
  return bags.map((bag, index) => {
    similarity.fill(0, 0, index);
    let closest = 0;
    for (const [word, weight] of vectorOf(bag, weights)) {
      const seen = postings.get(word) ?? [];
      for (const other of seen) {
        const value = (similarity[other.index] ?? 0) + weight * other.weight;
        similarity[other.index] = value;
        if (value > closest) closest = value;
      }
      seen.push({ index, weight });
      postings.set(word, seen);
    }
    return Math.max(0, 1 - Math.round(closest * 1e9) / 1e9);
  });
}

function wordsOf({ title, abstract }: Text): Map<string, number> {
  const counts = new Map<string, number>();
  const text = `${title} ${title} ${abstract.slice(0, OPENING)}`.toLowerCase();
  for (const word of text.match(/[\p{L}\p{N}]{3,}/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function weighWords(bags: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const papersWith = new Map<string, number>();
  for (const bag of bags) {
    for (const word of bag.keys()) papersWith.set(word, (papersWith.get(word) ?? 0) + 1);
  }
  return new Map(
    [...papersWith]
      .filter(([, papers]) => papers <= COMMON_PAPERS)
      .map(([word, papers]) => [word, Math.log1p(bags.length / papers)]),
  );
}

/** The telling words with their weights, together of length one. */
function vectorOf(
  bag: ReadonlyMap<string, number>,
  weights: ReadonlyMap<string, number>,
): [string, number][] {
  const vector: [string, number][] = [];
  let squares = 0;
  for (const [word, count] of bag) {
    const weight = (weights.get(word) ?? 0) * (1 + Math.log(count));
    if (weight > 0) vector.push([word, weight]);
    squares += weight * weight;
  }
  const length = Math.sqrt(squares) || 1;
  for (const entry of vector) entry[1] /= length;
  return vector;
}
