CREATE TABLE "profile_snapshot" (
	"snapshot_id" uuid PRIMARY KEY NOT NULL,
	"extractor" text NOT NULL,
	"query" text NOT NULL,
	"titles" text[] NOT NULL,
	"mapping" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshot" (
	"id" uuid PRIMARY KEY NOT NULL,
	"system_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"extracted_at" timestamp with time zone NOT NULL,
	"zone" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"matched_at" timestamp with time zone NOT NULL,
	"digest" text NOT NULL,
	"byte_count" bigint NOT NULL,
	"format" jsonb NOT NULL,
	"rows_read" integer NOT NULL,
	"rows_broken" integer NOT NULL,
	"rows_stated" integer,
	"rows_matched" integer NOT NULL,
	"accounts" integer NOT NULL,
	"rows_kept" integer NOT NULL,
	"subjects_kept" integer NOT NULL,
	"complete" boolean NOT NULL,
	"layers" text[] NOT NULL,
	"dates" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"sketch" jsonb NOT NULL,
	"supplied_by" text NOT NULL,
	"held_at" timestamp with time zone,
	"released_at" timestamp with time zone,
	"released_by" text,
	"accepted_at" timestamp with time zone,
	"accepted_by" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshot_mapping" (
	"system_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"titles" text[] NOT NULL,
	"mapping" jsonb NOT NULL,
	CONSTRAINT "snapshot_mapping_system_id_kind_pk" PRIMARY KEY("system_id","kind")
);
--> statement-breakpoint
CREATE TABLE "snapshot_row" (
	"snapshot_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"native_id" text NOT NULL,
	"user_name" text NOT NULL,
	"emails" text[] NOT NULL,
	"display_name" text,
	"person_key" text,
	"presence" text NOT NULL,
	"holds" text[] NOT NULL,
	"last_used" text
);
--> statement-breakpoint
CREATE TABLE "snapshot_subject" (
	"snapshot_id" uuid NOT NULL,
	"identity_id" uuid NOT NULL,
	"keys_digest" text NOT NULL,
	CONSTRAINT "snapshot_subject_snapshot_id_identity_id_pk" PRIMARY KEY("snapshot_id","identity_id")
);
--> statement-breakpoint
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshot_mapping" ADD CONSTRAINT "snapshot_mapping_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "snapshot_system" ON "snapshot" USING btree ("system_id","kind","received_at");--> statement-breakpoint
CREATE INDEX "snapshot_row_snapshot" ON "snapshot_row" USING btree ("snapshot_id");--> statement-breakpoint
-- By hand from here on. What waits to be accepted need not survive a crash: the file is sent again.
ALTER TABLE snapshot_row SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE snapshot_subject SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE snapshot ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY scope ON snapshot USING ((SELECT scope_all()) OR system_id IN (SELECT id FROM system));
