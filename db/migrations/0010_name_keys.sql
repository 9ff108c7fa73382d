DROP INDEX "profile_identity_user_names";--> statement-breakpoint
ALTER TABLE "profile_identity" ADD COLUMN "name_keys" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
UPDATE "profile_identity" SET "name_keys" = array(SELECT lower(normalize(n)) FROM unnest("user_names") n) WHERE "user_names" <> '{}';--> statement-breakpoint
CREATE INDEX "profile_identity_name_keys" ON "profile_identity" USING gin ("name_keys");