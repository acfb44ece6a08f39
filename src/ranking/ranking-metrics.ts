// How good an order of papers is, against what they gained afterwards. Higher is better in each.

/** Indices of the `count` greatest values; equal ones in their order. */
function best(values: readonly number[], count: number): number[] {
  return values
    .map((_, index) => index)
    .sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
    .slice(0, count);
}

/** What the chosen `count` gained, over what the best `count` gained. */
export function gainCaptured(scores: readonly number[], gains: readonly number[], count: number) {
  const total = (chosen: number[]) => chosen.reduce((sum, i) => sum + (gains[i] as number), 0);
  const possible = total(best(gains, count));
  return possible > 0 ? total(best(scores, count)) / possible : 0;
}

/** The share of the chosen `count` that are among the best `count`. */
export function precision(scores: readonly number[], gains: readonly number[], count: number) {
  const right = new Set(best(gains, count));
  return best(scores, count).filter((index) => right.has(index)).length / count;
}

/** Spearman's rank correlation, equal values sharing their mean rank; 0 if one side is constant. */
export function spearman(xs: readonly number[], ys: readonly number[]): number {
  const a = meanRanks(xs);
  const b = meanRanks(ys);
  const middle = (xs.length + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < xs.length; i++) {
    const [x, y] = [(a[i] as number) - middle, (b[i] as number) - middle];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function meanRanks(values: readonly number[]): number[] {
  const order = best(values, values.length).reverse();
  const ranks = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end] as number] === values[order[start] as number])
      end++;
    for (let i = start; i < end; i++) ranks[order[i] as number] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}
