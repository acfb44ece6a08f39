CREATE MATERIALIZED VIEW "public"."author_votes" AS (
  SELECT names.author, p.id AS paper_id, p.listed_at, newest.value AS upvotes
  FROM papers p
  CROSS JOIN LATERAL (SELECT DISTINCT unnest(p.authors) AS author) names
  CROSS JOIN LATERAL (
    SELECT o.value FROM observations o
    WHERE o.paper_id = p.id AND o.signal = 'upvotes' ORDER BY o.observed_at DESC LIMIT 1
  ) newest);--> statement-breakpoint
CREATE UNIQUE INDEX "author_votes_author_paper" ON "author_votes" ("author", "paper_id");
