import type { Tx } from "../../tx.ts";
import type { Profile } from "./find-profiles.ts";
import { saveProfiles } from "./save-profiles.ts";

export interface NewIdentity {
  readonly id: string;
  readonly kind: string;
  /** Who answers for a non-human identity. */
  readonly accountableIdentityId: string | null;
}

export interface NewEngagement {
  readonly id: string;
  readonly identityId: string;
  readonly kind: string;
  /** Microseconds; null when the start is not known. */
  readonly startedAt: number | null;
}

/** Adds identities with their profiles and engagements. */
export async function addIdentities(
  tx: Tx,
  identities: readonly NewIdentity[],
  profiles: readonly Profile[],
  engagements: readonly NewEngagement[],
): Promise<void> {
  if (identities.length === 0) return;
  await Promise.all([
    tx.sql`
      insert into identity (id, kind, accountable_identity_id, created_at)
      select id, kind, accountable, clock_timestamp()
      from unnest(${identities.map((row) => row.id)}::uuid[], ${identities.map((row) => row.kind)}::text[],
        ${identities.map((row) => row.accountableIdentityId)}::uuid[]) as t(id, kind, accountable)`,
    saveProfiles(tx, profiles),
    tx.sql`
      insert into engagement (id, identity_id, kind, started_at, created_at)
      select id, identity_id, kind, instant(started_at), clock_timestamp()
      from unnest(${engagements.map((row) => row.id)}::uuid[], ${engagements.map((row) => row.identityId)}::uuid[],
        ${engagements.map((row) => row.kind)}::text[], ${engagements.map((row) => row.startedAt)}::bigint[])
        as t(id, identity_id, kind, started_at)`,
  ]);
}
