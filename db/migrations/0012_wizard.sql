CREATE TABLE "connection_draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"system_id" uuid NOT NULL,
	"changes" boolean NOT NULL,
	"keeps_secrets" boolean NOT NULL,
	"made_by" text NOT NULL,
	"connector" text NOT NULL,
	"config" jsonb NOT NULL,
	"touched_at" timestamp with time zone NOT NULL,
	"trial_id" uuid,
	"trial_state" text,
	"trial_mail" text,
	"trial_asked_at" timestamp with time zone,
	"trial_ended_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"checked" jsonb,
	"found" jsonb
);
--> statement-breakpoint
ALTER TABLE "system_secret" DROP CONSTRAINT "system_secret_system_id_system_id_fk";
--> statement-breakpoint
DROP INDEX "profile_listed_account_standing";--> statement-breakpoint
ALTER TABLE "system_secret" DROP CONSTRAINT "system_secret_system_id_name_pk";--> statement-breakpoint
ALTER TABLE "profile_listed_account" ADD COLUMN "first_run_id" uuid;--> statement-breakpoint
-- By hand: of what was listed before, nobody knows an earlier run than the last.
UPDATE "profile_listed_account" SET "first_run_id" = "run_id";--> statement-breakpoint
ALTER TABLE "profile_listed_account" ALTER COLUMN "first_run_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "profile_listed_account" ADD COLUMN "name_key" text collate "C" GENERATED ALWAYS AS (lower(user_name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "system_secret" ADD COLUMN "draft_id" uuid;--> statement-breakpoint
CREATE INDEX "connection_draft_waiting" ON "connection_draft" USING btree ("trial_state","trial_asked_at");--> statement-breakpoint
ALTER TABLE "system_secret" ADD CONSTRAINT "system_secret_draft_id_connection_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."connection_draft"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "profile_listed_account_name" ON "profile_listed_account" USING btree ("system_id","name_key","native_id");--> statement-breakpoint
CREATE INDEX "profile_listed_account_left" ON "profile_listed_account" USING btree ("system_id","name_key","native_id") WHERE standing = 'left' and gone_at is null and presence <> 'disabled';--> statement-breakpoint
CREATE INDEX "profile_listed_account_nobody" ON "profile_listed_account" USING btree ("system_id","name_key","native_id") WHERE standing = 'uncorrelated' and gone_at is null and presence <> 'disabled';--> statement-breakpoint
CREATE INDEX "profile_listed_account_not_human" ON "profile_listed_account" USING btree ("system_id","name_key","native_id") WHERE kind <> 'human' and gone_at is null;--> statement-breakpoint
CREATE INDEX "profile_listed_account_gone" ON "profile_listed_account" USING btree ("system_id","name_key","native_id") WHERE gone_at is not null;--> statement-breakpoint
ALTER TABLE "system_secret" ADD CONSTRAINT "system_secret_name" UNIQUE NULLS NOT DISTINCT("system_id","name","draft_id");