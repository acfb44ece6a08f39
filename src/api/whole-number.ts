// A count in a query: text on the wire, a number inside, and a sentence when it is neither.
import { z } from "zod";

export function wholeNumber(most: number) {
  const error = `Write a whole number from 1 to ${most}.`;
  return z.coerce.number({ error }).int(error).min(1, error).max(most, error);
}
