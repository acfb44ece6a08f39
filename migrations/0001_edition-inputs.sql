CREATE TABLE "edition_inputs" (
	"edition_date" date PRIMARY KEY NOT NULL,
	"numbers" jsonb NOT NULL,
	"candidates" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "edition_papers" ADD COLUMN "resurgent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "edition_inputs" ADD CONSTRAINT "edition_inputs_edition_date_editions_date_fk" FOREIGN KEY ("edition_date") REFERENCES "public"."editions"("date") ON DELETE cascade ON UPDATE no action;