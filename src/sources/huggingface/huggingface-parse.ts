// Reads one day's answer of Hugging Face: a broken entry is left out and counted, and an answer
// that is no list at all is told from an empty one.
import { type HuggingfaceEntry, huggingfaceEntry } from "./huggingface-shape.ts";

export interface ParsedDay {
  entries: HuggingfaceEntry[];
  broken: number;
}

/** null: not a list of daily papers. */
export function parseHuggingfaceDay(text: string): ParsedDay | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(answer)) return null;
  const parsed = answer.map((entry) => huggingfaceEntry.safeParse(entry));
  const entries = parsed.flatMap((result) => (result.success ? [result.data] : []));
  const broken = parsed.length - entries.length;
  // A list of nothing but nonsense is another format, not a day of broken papers.
  return entries.length === 0 && broken > 0 ? null : { entries, broken };
}
