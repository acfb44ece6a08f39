CREATE TYPE "public"."delivery_state" AS ENUM('pending', 'claimed', 'in_data', 'sent', 'deferred', 'failed', 'unknown', 'suppressed', 'expired', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."edition_state" AS ENUM('published', 'skipped');--> statement-breakpoint
CREATE TYPE "public"."ranking_basis" AS ENUM('signals', 'recency');--> statement-breakpoint
CREATE TYPE "public"."signal" AS ENUM('upvotes', 'comments', 'github_stars', 'citations', 'influential_citations', 'points', 'point_comments', 'cited_by');--> statement-breakpoint
CREATE TYPE "public"."consent_event" AS ENUM('requested', 'confirmed', 'unsubscribed');--> statement-breakpoint
CREATE TYPE "public"."subscriber_state" AS ENUM('unconfirmed', 'confirmed', 'unsubscribed');--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"edition_date" date NOT NULL,
	"state" "delivery_state" DEFAULT 'pending' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"fence" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"paper_ids" integer[],
	"outcome" text,
	"sent_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deliveries_subscriber_edition" UNIQUE("subscriber_id","edition_date")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"message_id" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_messageId_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "edition_papers" (
	"edition_date" date NOT NULL,
	"rank" integer NOT NULL,
	"paper_id" integer NOT NULL,
	"score" double precision,
	"basis" "ranking_basis" NOT NULL,
	"parts" jsonb NOT NULL,
	"reasons" text[] NOT NULL,
	"snapshot" jsonb NOT NULL,
	CONSTRAINT "edition_papers_edition_date_rank_pk" PRIMARY KEY("edition_date","rank")
);
--> statement-breakpoint
CREATE TABLE "editions" (
	"date" date PRIMARY KEY NOT NULL,
	"state" "edition_state" NOT NULL,
	"ranked_at" timestamp with time zone NOT NULL,
	"candidates" integer NOT NULL,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"note" text,
	"planned_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "collections" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "collections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"papers" integer NOT NULL,
	"observations" integer NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "observations" (
	"paper_id" integer NOT NULL,
	"signal" "signal" NOT NULL,
	"observed_at" timestamp with time zone NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "observations_paper_id_signal_observed_at_pk" PRIMARY KEY("paper_id","signal","observed_at")
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "papers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"arxiv_id" text,
	"doi" text,
	"title_key" text NOT NULL,
	"title" text NOT NULL,
	"abstract" text DEFAULT '' NOT NULL,
	"authors" text[] DEFAULT '{}' NOT NULL,
	"categories" text[] DEFAULT '{}' NOT NULL,
	"published_at" timestamp with time zone,
	"listed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"github_repo" text,
	"project_url" text,
	"provenance" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', "papers"."title"), 'A') || setweight(to_tsvector('english', "papers"."abstract"), 'B')) STORED NOT NULL,
	CONSTRAINT "papers_arxivId_unique" UNIQUE("arxiv_id"),
	CONSTRAINT "papers_doi_unique" UNIQUE("doi")
);
--> statement-breakpoint
CREATE TABLE "source_answers" (
	"url" text PRIMARY KEY NOT NULL,
	"etag" text,
	"last_modified" text,
	"body" text NOT NULL,
	"kept_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "confirmations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"nonce" "bytea" NOT NULL,
	"token_hash" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"attempt" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text,
	CONSTRAINT "confirmations_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "consents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"subscriber_id" uuid NOT NULL,
	"event" "consent_event" NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"channel" text NOT NULL,
	"wording" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "subscribers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"state" "subscriber_state" DEFAULT 'unconfirmed' NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"mutes" text[] DEFAULT '{}' NOT NULL,
	"hour" smallint,
	"weekdays" smallint[] DEFAULT '{1,2,3,4,5,6,7}' NOT NULL,
	"zone" text,
	"size" smallint DEFAULT 10 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"unsubscribed_at" timestamp with time zone,
	CONSTRAINT "subscribers_emailKey_unique" UNIQUE("email_key")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"address_hash" "bytea" PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"evidence" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_edition_date_editions_date_fk" FOREIGN KEY ("edition_date") REFERENCES "public"."editions"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edition_papers" ADD CONSTRAINT "edition_papers_edition_date_editions_date_fk" FOREIGN KEY ("edition_date") REFERENCES "public"."editions"("date") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edition_papers" ADD CONSTRAINT "edition_papers_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_edition" ON "deliveries" USING btree ("edition_date","state");--> statement-breakpoint
CREATE INDEX "deliveries_to_send" ON "deliveries" USING btree ("next_attempt_at") WHERE state IN ('pending', 'deferred');--> statement-breakpoint
CREATE INDEX "deliveries_leased" ON "deliveries" USING btree ("lease_until") WHERE state IN ('claimed', 'in_data');--> statement-breakpoint
CREATE INDEX "edition_papers_paper" ON "edition_papers" USING btree ("paper_id");--> statement-breakpoint
CREATE INDEX "collections_source" ON "collections" USING btree ("source","finished_at");--> statement-breakpoint
CREATE INDEX "observations_observed_at" ON "observations" USING btree ("observed_at");--> statement-breakpoint
CREATE INDEX "papers_title_key" ON "papers" USING btree ("title_key");--> statement-breakpoint
CREATE INDEX "papers_listed_at" ON "papers" USING btree ("listed_at");--> statement-breakpoint
CREATE INDEX "papers_recency" ON "papers" USING btree (coalesce("published_at", "listed_at") DESC,"id");--> statement-breakpoint
CREATE INDEX "papers_search" ON "papers" USING gin ("search");--> statement-breakpoint
CREATE INDEX "confirmations_subscriber" ON "confirmations" USING btree ("subscriber_id","created_at");--> statement-breakpoint
CREATE INDEX "confirmations_to_send" ON "confirmations" USING btree ("next_attempt_at") WHERE sent_at IS NULL AND closed_at IS NULL;--> statement-breakpoint
CREATE INDEX "consents_subscriber" ON "consents" USING btree ("subscriber_id");--> statement-breakpoint
CREATE INDEX "subscribers_state" ON "subscribers" USING btree ("state");