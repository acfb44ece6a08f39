// A score's parts as pages show them: named, signed, each bar beginning where the one before ended,
// and rounded so that what is shown adds up to the score that is shown.
import { partName } from "../ranking/explain-formula.ts";

export interface ScoreRow {
  name: string;
  value: string;
  isGain: boolean;
  /** In hundredths of the drawing's width. */
  from: number;
  width: number;
}

export interface ScoreView {
  rows: ScoreRow[];
  total: string;
  /** Where zero is in the drawing. */
  zero: number;
  totalFrom: number;
  totalWidth: number;
}

const THINNEST = 0.4;

/** "+1.50", "−0.35" */
function signed(hundredths: number): string {
  const digits = (Math.abs(hundredths) / 100).toFixed(2);
  return `${hundredths < 0 ? "−" : "+"}${digits}`;
}

/** Gains first, each group from large to small; null where there is no score. */
export function viewOfScore(
  score: number | null,
  parts: Readonly<Record<string, number>>,
): ScoreView | null {
  if (score === null) return null;
  const sorted = Object.entries(parts).sort(([, a], [, b]) => b - a);
  const sums = [0];
  for (const [, value] of sorted) sums.push((sums.at(-1) ?? 0) + value);
  const low = Math.min(...sums);
  const scale = 100 / (Math.max(...sums) - low || 1);
  const bar = (a: number, b: number) => ({
    from: rounded((Math.min(a, b) - low) * scale),
    width: rounded(Math.max(THINNEST, Math.abs(b - a) * scale)),
  });
  const rows = sorted.map(([part, value], index) => {
    const [before = 0, after = 0] = sums.slice(index, index + 2);
    // The difference of two rounded sums: so nothing is lost on the way to the total.
    const hundredths = Math.round(after * 100) - Math.round(before * 100);
    return {
      ...{ name: partName(part), value: signed(hundredths), isGain: value >= 0 },
      ...bar(before, after),
    };
  });
  const total = bar(0, sums.at(-1) ?? 0);
  return {
    rows,
    total: signed(Math.round((sums.at(-1) ?? 0) * 100)),
    zero: rounded((0 - low) * scale),
    ...{ totalFrom: total.from, totalWidth: total.width },
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
