// The part that we read of Semantic Scholar's `/graph/v1/paper/batch`: a list in the order of the ids
// asked for, `null` where a paper is not known there.
import { z } from "zod";
import { optional, optionalCount } from "../json-answer.ts";

export const semanticScholarBatch = z.array(
  z
    .object({
      externalIds: optional(z.object({ ArXiv: optional(z.string()), DOI: optional(z.string()) })),
      citationCount: optionalCount,
      influentialCitationCount: optionalCount,
    })
    .nullable()
    .catch(null),
);
export type SemanticScholarPaper = NonNullable<z.infer<typeof semanticScholarBatch>[number]>;
