CREATE TABLE "candidate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"domain" text,
	"state" text DEFAULT 'open' NOT NULL,
	"reason" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"system_id" uuid,
	"found_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "candidate_key" (
	"key" text PRIMARY KEY NOT NULL,
	"candidate_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "candidate_sighting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"candidate_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"source" text NOT NULL,
	"row_digest" text NOT NULL,
	"seen_at" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	"seats" integer,
	"cost_centre" text,
	"amount" text,
	"scope" text,
	"by" text NOT NULL,
	CONSTRAINT "candidate_sighting_row" UNIQUE("source","row_digest")
);
--> statement-breakpoint
CREATE TABLE "profile_sighting" (
	"sighting_id" uuid PRIMARY KEY NOT NULL,
	"person" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reading" (
	"system_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"cursor" text,
	"read_at" timestamp with time zone,
	"not_before" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"rows" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "reading_system_id_kind_pk" PRIMARY KEY("system_id","kind")
);
--> statement-breakpoint
ALTER TABLE "profile_tool_claim" ADD COLUMN "access_name" text;--> statement-breakpoint
ALTER TABLE "candidate_key" ADD CONSTRAINT "candidate_key_candidate_id_candidate_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_sighting" ADD CONSTRAINT "candidate_sighting_candidate_id_candidate_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading" ADD CONSTRAINT "reading_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "candidate_key_candidate" ON "candidate_key" USING btree ("candidate_id");--> statement-breakpoint
CREATE INDEX "candidate_sighting_candidate" ON "candidate_sighting" USING btree ("candidate_id");--> statement-breakpoint
-- By hand from here on: what a source showed is a fact. ENABLE ALWAYS as in 0001.
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON candidate_sighting FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON candidate_sighting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE candidate_sighting ENABLE ALWAYS TRIGGER only_added;
--> statement-breakpoint
ALTER TABLE candidate_sighting ENABLE ALWAYS TRIGGER never_emptied;
--> statement-breakpoint
-- Row scope: what nobody listed is nobody's system, and not for owners of others.
DO $$
DECLARE scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['candidate','candidate_key','candidate_sighting','profile_sighting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('CREATE POLICY scope ON %I USING ((SELECT scope_all()))', scoped);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE reading ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY scope ON reading USING ((SELECT scope_all()) OR system_id IN (SELECT id FROM system));
