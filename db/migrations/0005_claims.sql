CREATE TABLE "claim_standing" (
	"item_id" uuid NOT NULL,
	"tool" text NOT NULL,
	"case_id" uuid NOT NULL,
	"system_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"standing" text NOT NULL,
	"reason" text NOT NULL,
	"came_back" boolean NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	"presence" text,
	"until" timestamp with time zone,
	CONSTRAINT "claim_standing_item_id_tool_pk" PRIMARY KEY("item_id","tool")
);
--> statement-breakpoint
CREATE TABLE "profile_tool_claim" (
	"claim_id" uuid PRIMARY KEY NOT NULL,
	"person_key" text,
	"email" text,
	"system_name" text NOT NULL,
	"external_id" text NOT NULL,
	"title" text,
	"stated_text" text
);
--> statement-breakpoint
CREATE TABLE "system_alias" (
	"key" text PRIMARY KEY NOT NULL,
	"system_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tool_claim" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"external_digest" text NOT NULL,
	"input_hash" text NOT NULL,
	"state" text NOT NULL,
	"layer" text,
	"stated_at" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "tool_claim_statement" UNIQUE NULLS NOT DISTINCT("source","external_digest","state","stated_at")
);
--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "tool_claim_id" uuid;--> statement-breakpoint
CREATE INDEX "claim_standing_standing" ON "claim_standing" USING btree ("standing");--> statement-breakpoint
CREATE INDEX "profile_tool_claim_person" ON "profile_tool_claim" USING btree ("person_key");--> statement-breakpoint
CREATE INDEX "profile_tool_claim_email" ON "profile_tool_claim" USING btree ("email") WHERE person_key is null;--> statement-breakpoint
CREATE INDEX "claim_tool_claim" ON "claim" USING btree ("tool_claim_id") WHERE tool_claim_id is not null;--> statement-breakpoint
-- From here on by hand: what a tool said is a fact. ENABLE ALWAYS as in 0001.
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON tool_claim FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON tool_claim FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE tool_claim ENABLE ALWAYS TRIGGER only_added;
--> statement-breakpoint
ALTER TABLE tool_claim ENABLE ALWAYS TRIGGER never_emptied;
--> statement-breakpoint
-- Row scope: an owner sees what was claimed of their systems; what is matched to nothing is nobody's system.
ALTER TABLE claim_standing ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY scope ON claim_standing USING ((SELECT scope_all()) OR system_id IN (SELECT id FROM system));
--> statement-breakpoint
ALTER TABLE tool_claim ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY scope ON tool_claim USING ((SELECT scope_all())
  OR id IN (SELECT c.tool_claim_id FROM claim c WHERE c.tool_claim_id IS NOT NULL));
