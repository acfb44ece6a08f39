// The closed list of signals, at the bottom of the tree since every stage speaks of them.

/** The numbers that sources give. Order is the enum's order in PostgreSQL: append only. */
export const SIGNALS = [
  "upvotes", // Hugging Face
  "comments", // Hugging Face
  "github_stars", // GitHub
  "citations", // Semantic Scholar
  "influential_citations", // Semantic Scholar
  "points", // Hacker News
  "point_comments", // Hacker News
  "cited_by", // OpenAlex
] as const;
export type Signal = (typeof SIGNALS)[number];
