CREATE TABLE "profile_tool_system" (
	"tool" text NOT NULL,
	"system_name" text NOT NULL,
	CONSTRAINT "profile_tool_system_tool_system_name_pk" PRIMARY KEY("tool","system_name")
);
--> statement-breakpoint
ALTER TABLE "system" ADD COLUMN "credential_owner_identity_id" uuid;--> statement-breakpoint
ALTER TABLE "system" ADD COLUMN "check_layers" jsonb;--> statement-breakpoint
CREATE INDEX "observation_system" ON "observation" USING btree ("system_id","started_at") WHERE completeness <> 'failed';--> statement-breakpoint
-- By hand from here on: what automation has named so far.
INSERT INTO profile_tool_system (tool, system_name)
  SELECT DISTINCT t.source, w.system_name FROM tool_claim t JOIN profile_tool_claim w ON w.claim_id = t.id WHERE t.kind = 'tool';
