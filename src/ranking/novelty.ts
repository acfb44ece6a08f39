// How new a paper's words are beside the papers that came before it: 1 minus the greatest tf-idf
// cosine. Orders papers of which nothing else is known; deterministic, and linear in practice.

export interface Text {
  title: string;
  abstract: string;
}

/** Words in more papers than this share say little, and would make the search quadratic. */
const COMMON_SHARE = 0.1;

/**
 * One number in [0, 1] for each text, in the given order, which is that of time: a text is compared
 * with those before it, so the first of two twins stays new.
 */
export function noveltyOf(texts: readonly Text[]): number[] {
  const bags = texts.map(wordsOf);
  const weights = weighWords(bags);
  const postings = new Map<string, { index: number; weight: number }[]>();
  return bags.map((bag, index) => {
    const vector = normalised(bag, weights);
    const similarity = new Map<number, number>();
    for (const [word, weight] of vector) {
      const seen = postings.get(word) ?? [];
      for (const other of seen) {
        similarity.set(other.index, (similarity.get(other.index) ?? 0) + weight * other.weight);
      }
      seen.push({ index, weight });
      postings.set(word, seen);
    }
    let closest = 0;
    for (const value of similarity.values()) closest = Math.max(closest, value);
    return Math.max(0, 1 - Math.round(closest * 1e9) / 1e9);
  });
}

function wordsOf({ title, abstract }: Text): Map<string, number> {
  const counts = new Map<string, number>();
  const words = `${title} ${title} ${abstract}`.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function weighWords(bags: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const papersWith = new Map<string, number>();
  for (const bag of bags) {
    for (const word of bag.keys()) papersWith.set(word, (papersWith.get(word) ?? 0) + 1);
  }
  const common = Math.max(3, bags.length * COMMON_SHARE);
  return new Map(
    [...papersWith]
      .filter(([, papers]) => papers <= common)
      .map(([word, papers]) => [word, Math.log1p(bags.length / papers)]),
  );
}

function normalised(
  bag: ReadonlyMap<string, number>,
  weights: ReadonlyMap<string, number>,
): [string, number][] {
  const vector: [string, number][] = [];
  for (const [word, count] of bag) {
    const weight = weights.get(word);
    if (weight !== undefined) vector.push([word, weight * (1 + Math.log(count))]);
  }
  const length = Math.hypot(...vector.map(([, weight]) => weight)) || 1;
  return vector.map(([word, weight]) => [word, weight / length]);
}
