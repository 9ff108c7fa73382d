CREATE TABLE "artefact" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"fact_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"statement" text NOT NULL,
	"body" "bytea"
);
--> statement-breakpoint
CREATE TABLE "confirm_answer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"link_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"system_id" uuid NOT NULL,
	"place" smallint NOT NULL,
	"answer" text NOT NULL,
	"items" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"stated_at" timestamp with time zone,
	"named_identity_id" uuid,
	"said" text
);
--> statement-breakpoint
CREATE TABLE "confirm_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"system_id" uuid NOT NULL,
	"owner_identity_id" uuid NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "confirm_link_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "exception_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"system_id" uuid NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "confirm_answer" ADD CONSTRAINT "confirm_answer_link_id_confirm_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."confirm_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirm_link" ADD CONSTRAINT "confirm_link_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exception_request" ADD CONSTRAINT "exception_request_item_id_case_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."case_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exception_request" ADD CONSTRAINT "exception_request_case_id_leaver_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."leaver_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exception_request" ADD CONSTRAINT "exception_request_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "artefact_fact" ON "artefact" USING btree ("fact_id");--> statement-breakpoint
CREATE INDEX "artefact_subject" ON "artefact" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "confirm_answer_place" ON "confirm_answer" USING btree ("link_id","case_id","place");--> statement-breakpoint
CREATE INDEX "confirm_answer_case" ON "confirm_answer" USING btree ("case_id","system_id");--> statement-breakpoint
CREATE UNIQUE INDEX "exception_request_open" ON "exception_request" USING btree ("item_id") WHERE state = 'requested';--> statement-breakpoint
CREATE INDEX "exception_request_state" ON "exception_request" USING btree ("state","until");--> statement-breakpoint
-- Written by hand from here: guards.
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON confirm_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON confirm_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE confirm_answer ENABLE ALWAYS TRIGGER only_added;
--> statement-breakpoint
ALTER TABLE confirm_answer ENABLE ALWAYS TRIGGER never_emptied;
--> statement-breakpoint
-- Row scope: an owner sees the requests of their systems alone.
ALTER TABLE exception_request ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY scope ON exception_request USING ((SELECT scope_all()) OR system_id IN (SELECT id FROM system));
--> statement-breakpoint
-- What only a person can look at holds for a week: nobody walks to every such system every day.
UPDATE system_layer SET stale_after_micros = 604800000000 WHERE observe <> 'connector';
