// A query parameter as people and programs mistreat it: given twice, given empty, far too long.
import { z } from "zod";

const LONGEST = 500;

/** The first value, trimmed and cut; absent when there is none. Never a fault. */
export const queryText = z
  .preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string().optional())
  .transform((text) => text?.slice(0, LONGEST).trim() || undefined)
  .catch(undefined);
