// Confidence intervals by resampling days with replacement. Seeded: the same values give the same
// interval.

export interface Interval {
  mean: number;
  low: number;
  high: number;
}

const ROUNDS = 2000;

/** The mean and its 95 % interval over resampled days. */
export function bootstrapMean(values: readonly number[], seed = 1): Interval {
  const random = seededRandom(seed);
  const means = Array.from({ length: ROUNDS }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++)
      sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).sort((a, b) => a - b);
  const at = (share: number) => means[Math.min(ROUNDS - 1, Math.floor(share * ROUNDS))] ?? 0;
  return { mean: meanOf(values), low: at(0.025), high: at(0.975) };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mulberry32 (Tommy Ettinger, public domain): small, and good enough to pick days. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mix = Math.imul(state ^ (state >>> 15), state | 1);
    mix = (mix + Math.imul(mix ^ (mix >>> 7), mix | 61)) ^ mix;
    return ((mix ^ (mix >>> 14)) >>> 0) / 2 ** 32;
  };
}
