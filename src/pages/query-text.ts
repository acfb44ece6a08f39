// A query parameter as people and programs mistreat it: given twice, given empty, far too long.
import { z } from "zod";
import { cleanText } from "../rendering/clean-text.ts";

const LONGEST = 500;

/** The first value as a reader sees it, cut; absent when there is none. Never a fault. */
export const queryText = z
  .preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string().optional())
  .transform((text) => cleanText(text ?? "", LONGEST) || undefined)
  .catch(undefined);
