// The part that we read of OpenAlex's `/works`.
import { z } from "zod";
import { optional, optionalCount } from "../json-answer.ts";

const location = z
  .object({ landing_page_url: optional(z.string()) })
  .catch({ landing_page_url: null });

export const openalexWork = z.object({
  doi: optional(z.string()),
  cited_by_count: optionalCount,
  locations: z.array(location).catch([]).default([]),
});
export type OpenalexWork = z.infer<typeof openalexWork>;

const nothing: OpenalexWork = { doi: null, cited_by_count: null, locations: [] };
export const openalexAnswer = z.object({ results: z.array(openalexWork.catch(nothing)) });
