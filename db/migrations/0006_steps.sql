ALTER TABLE "assignment" ALTER COLUMN "owner_identity_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "assignment" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "assignment" ADD COLUMN "previous_owner_identity_id" uuid;--> statement-breakpoint
ALTER TABLE "assignment" ADD COLUMN "previous_reason" text;--> statement-breakpoint
CREATE INDEX "assignment_batch" ON "assignment" USING btree ("batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "step_open_due" ON "step" USING btree (coalesce(due_at, 'infinity'::timestamptz),"id") WHERE state in ('ready','leased','waiting');--> statement-breakpoint
CREATE INDEX "step_open_owner" ON "step" USING btree ("owner_identity_id",coalesce(due_at, 'infinity'::timestamptz),"id") WHERE state in ('ready','leased','waiting');--> statement-breakpoint
CREATE INDEX "step_done" ON "step" USING btree ("system_id","ended_at") WHERE kind = 'person' and ended_at is not null;--> statement-breakpoint
CREATE INDEX "profile_access_admin" ON "profile_access" USING btree ("account_id") WHERE layer in ('group','entitlement') and label ~* '(^|[^a-z])admin';