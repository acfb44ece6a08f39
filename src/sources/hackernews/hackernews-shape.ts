// The part that we read of Algolia's search over Hacker News (https://hn.algolia.com/api).
import { z } from "zod";
import { optional, optionalCount } from "../json-answer.ts";

export const hackernewsAnswer = z.object({
  nbPages: z.number().int().nonnegative().default(1),
  hits: z.array(
    z
      .object({ url: optional(z.string()), points: optionalCount, num_comments: optionalCount })
      .catch({ url: null, points: null, num_comments: null }),
  ),
});
export type HackernewsHit = z.infer<typeof hackernewsAnswer>["hits"][number];
