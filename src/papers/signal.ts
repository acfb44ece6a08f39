// The numbers that sources give about a paper, in the words of the glossary.
export type { Signal } from "../db/signals.ts";
