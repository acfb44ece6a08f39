// How the API shows a paper.
import { z } from "zod";
import type { Paper } from "../papers/paper.ts";

export const paperSchema = z.object({
  id: z.int(),
  url: z.string(),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()),
  categories: z.array(z.string()),
  arxivId: z.string().nullable(),
  doi: z.string().nullable(),
  publishedAt: z.string().nullable(),
  githubRepo: z.string().nullable(),
  projectUrl: z.string().nullable(),
});

export function toPaperBody(paper: Paper, publicUrl: string): z.infer<typeof paperSchema> {
  const { id, title, abstract, authors, categories, arxivId, doi, githubRepo, projectUrl } = paper;
  return {
    ...{ id, title, abstract, authors, categories, arxivId, doi, githubRepo, projectUrl },
    url: `${publicUrl}/papers/${id}`,
    publishedAt: paper.publishedAt?.toISOString() ?? null,
  };
}
