CREATE SEQUENCE "public"."leaver_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 2001 CACHE 1;--> statement-breakpoint
CREATE TABLE "assignment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"step_id" uuid NOT NULL,
	"owner_identity_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attestation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"saw" text NOT NULL,
	"artefact_digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"system_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"account_id" uuid,
	"access_id" uuid,
	"goal" text NOT NULL,
	"found_at" timestamp with time zone,
	"inventoried_at" timestamp with time zone,
	"due_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_transition" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"event" text NOT NULL,
	"outcome" text,
	"actor" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"system_id" uuid NOT NULL,
	"step_id" uuid,
	"state" text NOT NULL,
	"source" text NOT NULL,
	"actor" text NOT NULL,
	"note" text,
	"at" timestamp with time zone NOT NULL,
	"stated_at" timestamp with time zone,
	"raw_blob_id" uuid
);
--> statement-breakpoint
CREATE TABLE "exception" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"requested_by" text NOT NULL,
	"approved_by" text NOT NULL,
	"approved_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"authority" text NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_verdict" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"system_id" uuid NOT NULL,
	"key" text NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp with time zone,
	"valid_until" timestamp with time zone,
	"last_seen_usable_at" timestamp with time zone,
	"first_seen_gone_at" timestamp with time zone,
	"false_closure" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "obligation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"item_id" uuid,
	"kind" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "observation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"access_id" uuid,
	"system_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"case_id" uuid,
	"step_id" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"presence" text NOT NULL,
	"completeness" text NOT NULL,
	"independence" text NOT NULL,
	"origin" text NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sought" text NOT NULL,
	"failure" text,
	"observer" text NOT NULL,
	"raw_blob_id" uuid
);
--> statement-breakpoint
CREATE TABLE "raw_blob" (
	"id" uuid PRIMARY KEY NOT NULL,
	"exchanges" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"case_id" uuid,
	"item_id" uuid,
	"system_id" uuid,
	"epoch" integer DEFAULT 0 NOT NULL,
	"priority" smallint DEFAULT 50 NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"attempts_max" integer DEFAULT 8 NOT NULL,
	"fence" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"leased_by" uuid,
	"owner_identity_id" uuid,
	"owner_reason" text,
	"due_at" timestamp with time zone,
	"result" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verdict_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"key" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tag" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "command_receipt" (
	"actor" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"command" text NOT NULL,
	"input_hash" text NOT NULL,
	"result" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "command_receipt_actor_idempotency_key_pk" PRIMARY KEY("actor","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "disclosure" (
	"digest" text PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"salt" text NOT NULL,
	"name" text NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entry" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"body" "bytea" NOT NULL,
	"leaf_hash" "bytea" GENERATED ALWAYS AS (sha256('\x00'::bytea || body)) STORED NOT NULL,
	"case_id" uuid,
	"case_entry" integer
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"prefix" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_token_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "app_session" (
	"id_digest" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identity_id" uuid,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engagement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identity_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engagement_access" (
	"engagement_id" uuid NOT NULL,
	"system_id" uuid NOT NULL,
	"layer" text DEFAULT '*' NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "engagement_access_engagement_id_system_id_layer_pk" PRIMARY KEY("engagement_id","system_id","layer")
);
--> statement-breakpoint
CREATE TABLE "identity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"accountable_identity_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leaver_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer DEFAULT nextval('leaver_number') NOT NULL,
	"identity_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"epoch" integer NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"effective_at" timestamp with time zone NOT NULL,
	"zone" text NOT NULL,
	"precision" text NOT NULL,
	"notified_at" timestamp with time zone,
	"opened_at" timestamp with time zone NOT NULL,
	"inventoried_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"entry_count" integer DEFAULT 0 NOT NULL,
	"last_leaf" text,
	"settle_at" timestamp with time zone,
	CONSTRAINT "leaver_case_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "lifecycle_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"source_event_id" text NOT NULL,
	"kind" text NOT NULL,
	"identity_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"zone" text NOT NULL,
	"precision" text NOT NULL,
	"notified_at" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	"input_hash" text NOT NULL,
	"held" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profile_event" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"person_key" text NOT NULL,
	"effective_text" text NOT NULL,
	"payload" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profile_identity" (
	"identity_id" uuid PRIMARY KEY NOT NULL,
	"person_key" text NOT NULL,
	"display_name" text NOT NULL,
	"emails" text[] NOT NULL,
	"user_names" text[] NOT NULL,
	"manager_key" text,
	"zone" text
);
--> statement-breakpoint
CREATE TABLE "sign_in_token" (
	"digest" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "access" (
	"id" uuid PRIMARY KEY NOT NULL,
	"system_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"created_at_target" timestamp with time zone,
	"before" jsonb
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"system_id" uuid NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"kind" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_link" (
	"account_id" uuid NOT NULL,
	"identity_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"reason" text NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_link_account_id_identity_id_relation_pk" PRIMARY KEY("account_id","identity_id","relation")
);
--> statement-breakpoint
CREATE TABLE "profile_access" (
	"access_id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"native_key" text NOT NULL,
	"label" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profile_account" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"system_id" uuid NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"native_id" text NOT NULL,
	"user_name" text NOT NULL,
	"display_name" text,
	"emails" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_hold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"reason" text NOT NULL,
	"asked" integer NOT NULL,
	"limit" integer NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone,
	"released_by" text
);
--> statement-breakpoint
CREATE TABLE "system" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"tier" smallint NOT NULL,
	"connector" text,
	"config" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"dialect" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"owner_identity_id" uuid,
	"deputy_identity_id" uuid,
	"acting" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone,
	"check_findings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"check_ok" boolean,
	"retired_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "system_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "system_layer" (
	"system_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"exists" text NOT NULL,
	"exists_until" timestamp with time zone,
	"attested_by" text,
	"act" text NOT NULL,
	"observe" text NOT NULL,
	"freshness_micros" bigint NOT NULL,
	"stale_after_micros" bigint NOT NULL,
	CONSTRAINT "system_layer_system_id_layer_pk" PRIMARY KEY("system_id","layer")
);
--> statement-breakpoint
CREATE TABLE "system_listing" (
	"system_id" uuid PRIMARY KEY NOT NULL,
	"row_count" integer NOT NULL,
	"listed_at" timestamp with time zone NOT NULL,
	"complete" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "system_secret" (
	"system_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "system_secret_system_id_name_pk" PRIMARY KEY("system_id","name")
);
--> statement-breakpoint
CREATE TABLE "target_budget" (
	"system_id" uuid PRIMARY KEY NOT NULL,
	"in_flight_max" integer NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "target_permit" (
	"system_id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"permits" integer NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "target_permit_system_id_worker_id_pk" PRIMARY KEY("system_id","worker_id")
);
--> statement-breakpoint
CREATE TABLE "worker" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"schema_version" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_item" ADD CONSTRAINT "case_item_case_id_leaver_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."leaver_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_item" ADD CONSTRAINT "case_item_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_verdict" ADD CONSTRAINT "item_verdict_item_id_case_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."case_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_session" ADD CONSTRAINT "app_session_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_identity_id_identity_id_fk" FOREIGN KEY ("identity_id") REFERENCES "public"."identity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_access" ADD CONSTRAINT "engagement_access_engagement_id_engagement_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaver_case" ADD CONSTRAINT "leaver_case_identity_id_identity_id_fk" FOREIGN KEY ("identity_id") REFERENCES "public"."identity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaver_case" ADD CONSTRAINT "leaver_case_engagement_id_engagement_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_token" ADD CONSTRAINT "sign_in_token_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access" ADD CONSTRAINT "access_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_layer" ADD CONSTRAINT "system_layer_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_secret" ADD CONSTRAINT "system_secret_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_budget" ADD CONSTRAINT "target_budget_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignment_step" ON "assignment" USING btree ("step_id");--> statement-breakpoint
CREATE INDEX "attestation_item" ON "attestation" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_item_access" ON "case_item" USING btree ("case_id","access_id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_item_layer" ON "case_item" USING btree ("case_id","system_id","layer") WHERE access_id is null;--> statement-breakpoint
CREATE INDEX "case_item_account" ON "case_item" USING btree ("account_id","case_id");--> statement-breakpoint
CREATE INDEX "case_item_of_access" ON "case_item" USING btree ("access_id");--> statement-breakpoint
CREATE INDEX "case_transition_case" ON "case_transition" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "claim_item" ON "claim" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "exception_item" ON "exception" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "hold_item" ON "hold" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "item_verdict_case" ON "item_verdict" USING btree ("case_id","key");--> statement-breakpoint
CREATE INDEX "item_verdict_valid" ON "item_verdict" USING btree ("valid_until") WHERE valid_until is not null;--> statement-breakpoint
CREATE INDEX "observation_access" ON "observation" USING btree ("access_id");--> statement-breakpoint
CREATE INDEX "observation_layer" ON "observation" USING btree ("case_id","system_id","layer") WHERE access_id is null;--> statement-breakpoint
CREATE INDEX "step_ready" ON "step" USING btree ("system_id","priority","not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "step_leased" ON "step" USING btree ("leased_by") WHERE leased_by is not null;--> statement-breakpoint
CREATE INDEX "step_case" ON "step" USING btree ("case_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "step_live" ON "step" USING btree ("item_id","kind") WHERE state in ('ready','leased','waiting') and item_id is not null;--> statement-breakpoint
CREATE INDEX "verdict_change_item" ON "verdict_change" USING btree ("item_id","at");--> statement-breakpoint
CREATE INDEX "change_at" ON "change" USING btree ("at");--> statement-breakpoint
CREATE INDEX "disclosure_subject" ON "disclosure" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_case" ON "entry" USING btree ("case_id","case_entry");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_leaf" ON "entry" USING btree ("id","leaf_hash");--> statement-breakpoint
CREATE INDEX "app_session_user" ON "app_session" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "app_user_email" ON "app_user" USING btree ("email");--> statement-breakpoint
CREATE INDEX "engagement_identity" ON "engagement" USING btree ("identity_id");--> statement-breakpoint
CREATE UNIQUE INDEX "leaver_case_epoch" ON "leaver_case" USING btree ("identity_id","engagement_id","epoch");--> statement-breakpoint
CREATE INDEX "leaver_case_state" ON "leaver_case" USING btree ("state","effective_at");--> statement-breakpoint
CREATE INDEX "leaver_case_settle" ON "leaver_case" USING btree ("settle_at") WHERE settle_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "lifecycle_event_source" ON "lifecycle_event" USING btree ("source","source_event_id");--> statement-breakpoint
CREATE INDEX "lifecycle_event_received" ON "lifecycle_event" USING btree ("source","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_identity_person_key" ON "profile_identity" USING btree ("person_key");--> statement-breakpoint
CREATE INDEX "profile_identity_emails" ON "profile_identity" USING gin ("emails");--> statement-breakpoint
CREATE INDEX "access_account" ON "access" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "account_system" ON "account" USING btree ("system_id");--> statement-breakpoint
CREATE INDEX "account_link_identity" ON "account_link" USING btree ("identity_id");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_access_native" ON "profile_access" USING btree ("account_id","layer","native_key");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_account_native" ON "profile_account" USING btree ("system_id","native_id","generation");