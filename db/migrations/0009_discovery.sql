CREATE TABLE "discovery_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"system_id" uuid NOT NULL,
	"state" text NOT NULL,
	"asked_by" text NOT NULL,
	"changed_since" timestamp with time zone,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"cursor" text,
	"pages" integer DEFAULT 0 NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"unreadable" integer DEFAULT 0 NOT NULL,
	"total_first" integer,
	"total_last" integer,
	"failure" text,
	"complete" boolean,
	"accounts" integer,
	"uncorrelated" integer,
	"of_leavers" integer,
	"gone" integer
);
--> statement-breakpoint
CREATE TABLE "profile_listed_account" (
	"system_id" uuid NOT NULL,
	"native_id" text NOT NULL,
	"run_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"display_name" text,
	"emails" text[] NOT NULL,
	"external_id" text,
	"kind" text NOT NULL,
	"presence" text NOT NULL,
	"standing" text NOT NULL,
	"identity_id" uuid,
	"reason" text,
	"gone_at" timestamp with time zone,
	CONSTRAINT "profile_listed_account_system_id_native_id_pk" PRIMARY KEY("system_id","native_id")
);
--> statement-breakpoint
ALTER TABLE "discovery_run" ADD CONSTRAINT "discovery_run_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "discovery_run_system" ON "discovery_run" USING btree ("system_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "discovery_run_live" ON "discovery_run" USING btree ("system_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "profile_listed_account_standing" ON "profile_listed_account" USING btree ("system_id","standing",user_name collate "C","native_id") WHERE standing in ('uncorrelated', 'left');--> statement-breakpoint
-- By hand from here on.
ALTER TABLE discovery_run ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY scope ON discovery_run USING ((SELECT scope_all()) OR system_id IN (SELECT id FROM system));
--> statement-breakpoint
ALTER TABLE profile_listed_account ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY scope ON profile_listed_account USING ((SELECT scope_all()) OR system_id IN (SELECT id FROM system));
