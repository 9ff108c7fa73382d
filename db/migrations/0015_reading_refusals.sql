ALTER TABLE "reading" ADD COLUMN "refused" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reading" ADD COLUMN "refusals" jsonb DEFAULT '[]'::jsonb NOT NULL;