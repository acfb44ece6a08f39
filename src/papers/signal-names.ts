// How signals are called before readers: what is counted, and by whom.
import type { Signal } from "../db/signals.ts";

export const SIGNAL_NAMES: Readonly<Record<Signal, string>> = {
  upvotes: "Upvotes on Hugging Face",
  comments: "Comments on Hugging Face",
  github_stars: "GitHub stars",
  citations: "Citations (Semantic Scholar)",
  influential_citations: "Influential citations (Semantic Scholar)",
  points: "Points on Hacker News",
  point_comments: "Comments on Hacker News",
  cited_by: "Citations (OpenAlex)",
};
