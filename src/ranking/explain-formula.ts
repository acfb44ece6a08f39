// The running formula in words: one sentence beside each of its numbers, so that a number that is
// tuned is explained with its new value, and one that is added is not left unexplained.
import type { Signal } from "../db/signals.ts";
import { SIGNAL_NAMES } from "../papers/signal-names.ts";
import { BACK_FACTOR, BACK_GAIN, OLD_DAYS } from "./assess-candidate.ts";
import { BELIEVED_FACTOR, BELIEVED_JUMP, SPEED_HOURS } from "./read-series.ts";
import { NUMBERS } from "./score.ts";
import { UNITS } from "./signal-units.ts";

type NumberName = keyof typeof NUMBERS;

/** Everything that the order depends on, flat, as it is frozen with an edition. */
export const FORMULA_NUMBERS: Readonly<Record<string, number>> = {
  ...NUMBERS,
  ...Object.fromEntries(Object.entries(UNITS).map(([signal, unit]) => [`unit_${signal}`, unit])),
  ...{ BELIEVED_FACTOR, BELIEVED_JUMP, SPEED_HOURS, BACK_FACTOR, BACK_GAIN, OLD_DAYS },
};

/** What is true of the number, so that it stands in the sentence as it is. */
const SENTENCES: Readonly<Record<NumberName, (n: string) => string>> = {
  speed: (n) =>
    `Votes count by ln(1 + gained this week) + ${n} × ln(1 + gained a day). The same count means less the longer it took: ${n} × ln(1 + days from the listing to the count), a week at most, is taken off.`,
  waiting: (n) =>
    `A count read days ago has grown since: ${n} a day is added for up to a week; then it is taken off again day by day, for it is no news any more.`,
  firstSpeed: (n) =>
    `A paper counted only once is taken to gain ${n} upvotes a day: it is new, and not at rest. Speed flattens out, and none counts for more than ${n} a day.`,
  ceiling: (n) =>
    `Large counts flatten out, and none is worth more than ${n} upvotes, so that no signal decides alone.`,
  trace: (n) =>
    `Traces other than votes (comments, stars, citations) count ${n} times as much as votes do.`,
  authors: (n) =>
    `Authors whose earlier papers readers liked lift a new one a little: ${n} for each ln(1 + upvotes) of these.`,
  unknown: (n) =>
    `A signal that nobody gave counts as ${n} upvotes: less than one, more than none. Unknown is not zero.`,
  field: (n) =>
    `Of what is usual in the paper's field, ${n} is taken off, so that a large field does not drown the others.`,
  fieldMemory: (n) =>
    `What is usual in a field is judged as if ${n} average papers had been seen there too, so that two papers do not make a rule.`,
  usual: (n) => `The signals of an average paper add up to ${n}: a field without papers gets that.`,
};

/** Chosen by us for fairness; the others are what fits the data best. */
const DECIDED: ReadonlySet<NumberName> = new Set(["unknown", "field", "fieldMemory", "usual"]);

export const NUMBERS_ORIGIN =
  "They were chosen on the mornings of Hugging Face's daily papers from May 2025 to March 2026: each time the formula ranks what was known by then, and is measured by what readers turned to in the four days after. Which terms there are was found by predicting each month from the others. Their final numbers were chosen on all of these months, where near numbers give nearly the same result and a reader misses no more of a month's best papers than by plain upvotes, and rounded.";

export interface Term {
  name: string;
  value: number;
  sentence: string;
  from: "data" | "decision";
}

/** Every number of the formula with its sentence, in the order of NUMBERS. */
export function listTerms(): Term[] {
  return (Object.keys(NUMBERS) as NumberName[]).map((name) => ({
    name,
    value: NUMBERS[name],
    sentence: SENTENCES[name](String(NUMBERS[name])),
    from: DECIDED.has(name) ? "decision" : "data",
  }));
}

/** How many of each signal weigh as much as one upvote. */
export function listUnits(): { name: string; value: number }[] {
  return Object.entries(UNITS).map(([signal, value]) => ({
    name: SIGNAL_NAMES[signal as Signal],
    value,
  }));
}

/** What is done against garbage, and what brings an old paper back. */
export const CARE: readonly string[] = [
  "Counts that are negative, no number or of the future are dropped.",
  `From one count to the next a signal is believed to grow ${BELIEVED_FACTOR}-fold and by ${BELIEVED_JUMP} upvotes' worth. What lies above waits until a count at least ${SPEED_HOURS} hours later confirms it, and the reasons say so.`,
  "A source that is down or slow never stops an edition: the edition is made from what was known, and names the source.",
  "A paper without any signal gets no score. It comes after those with one, by its date.",
  `A paper more than ${OLD_DAYS} days old counts as back when a week brings it ${BACK_GAIN} upvotes' worth or more, and at least ${BACK_FACTOR} times its usual week.`,
];

const OTHER_PARTS: Readonly<Record<string, string>> = {
  age: "Age of the paper when it was counted",
  waiting: "Days since it was counted",
  authors: "Earlier papers of its authors",
  field: "What is usual in its field",
  prior: "Earlier papers of its authors",
  novelty: "New words beside the field's other papers",
};

/** A part of a score as readers call it. */
export function partName(part: string): string {
  const signal = part.replace(/_speed$/, "");
  if (Object.hasOwn(SIGNAL_NAMES, signal)) {
    return `${SIGNAL_NAMES[signal as Signal]}, ${signal === part ? "this week" : "a day"}`;
  }
  const name = Object.hasOwn(OTHER_PARTS, part) ? OTHER_PARTS[part] : undefined;
  return name ?? part.replaceAll("_", " ");
}
