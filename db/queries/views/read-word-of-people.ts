import type { Presence } from "../../../lib/core/access/observation.ts";
import type { ArtefactKind } from "../../../lib/core/evidence/artefact-kind.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";
import { uuidOf } from "../../uuid-of.ts";

/** One attestation as the drawer shows it. What was erased is null. */
export interface AttestationRow {
  readonly id: string;
  readonly by: string;
  readonly saw: Presence;
  readonly seenAt: Instant;
  readonly recordedAt: Instant;
  readonly digest: string;
  /** null once erased. */
  readonly artefactId: string | null;
  readonly kind: ArtefactKind | null;
  readonly name: string | null;
  readonly statement: string | null;
  readonly bytes: number | null;
}

/** Attestations of an item, oldest first. */
export async function readAttestations(tx: Tx, itemId: string): Promise<AttestationRow[]> {
  return await tx.sql<AttestationRow[]>`
    select a.id, coalesce(p.display_name, u.name, 'Erased person') as by, a.saw, micros(a.seen_at) as "seenAt",
      micros(a.recorded_at) as "recordedAt", a.artefact_digest as digest, f.id as "artefactId", f.kind, f.name, f.statement, octet_length(f.body) as bytes
    from attestation a
    left join artefact f on f.fact_id = a.id
    left join profile_identity p on p.identity_id = ${uuidOf(tx, "a.by")}
    left join app_user u on u.id = ${uuidOf(tx, "a.by")}
    where a.item_id = ${itemId} order by a.recorded_at`;
}

export interface PermissionRow {
  readonly id: string;
  readonly state: "requested" | "running" | "expired" | "refused";
  readonly reason: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly decidedBy: string | null;
  readonly until: Instant;
}

/** Exceptions asked for an item, oldest first. */
export async function readPermissions(tx: Tx, itemId: string): Promise<PermissionRow[]> {
  return await tx.sql<PermissionRow[]>`
    select r.id, case when r.state = 'approved' then case when r.until >= now() then 'running' else 'expired' end else r.state end as state,
      d.value as reason, coalesce(p.display_name, u.name, r.requested_by) as "requestedBy", micros(r.requested_at) as "requestedAt",
      coalesce(q.display_name, w.name, r.decided_by) as "decidedBy", micros(r.until) as until
    from exception_request r
    left join disclosure d on d.digest = r.reason
    left join profile_identity p on p.identity_id = ${uuidOf(tx, "r.requested_by")}
    left join app_user u on u.id = ${uuidOf(tx, "r.requested_by")}
    left join profile_identity q on q.identity_id = ${uuidOf(tx, "r.decided_by")}
    left join app_user w on w.id = ${uuidOf(tx, "r.decided_by")}
    where r.item_id = ${itemId} order by r.requested_at`;
}

export interface HoldRow {
  readonly authority: string | null;
  readonly orderedAt: Instant;
  readonly until: Instant;
}

/** Orders to keep an item, oldest first. */
export async function readHolds(tx: Tx, itemId: string): Promise<HoldRow[]> {
  return await tx.sql<HoldRow[]>`
    select d.value as authority, micros(h.ordered_at) as "orderedAt", micros(h.until) as until
    from hold h left join disclosure d on d.digest = h.authority where h.item_id = ${itemId} order by h.ordered_at`;
}
