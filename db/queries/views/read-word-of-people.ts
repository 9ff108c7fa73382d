import type { Presence } from "../../../lib/core/access/observation.ts";
import type { ArtefactKind } from "../../../lib/core/evidence/artefact-kind.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** One attestation as the drawer shows it. What was erased is null. */
export interface AttestationRow {
  readonly id: string;
  readonly by: string;
  readonly saw: Presence;
  readonly seenAt: Instant;
  readonly recordedAt: Instant;
  readonly digest: string;
  readonly kind: ArtefactKind | null;
  readonly name: string | null;
  readonly statement: string | null;
  readonly bytes: number | null;
}

/** Attestations of an item, oldest first. */
export async function readAttestations(tx: Tx, itemId: string): Promise<AttestationRow[]> {
  return await tx.sql<AttestationRow[]>`
    select a.id, coalesce(p.display_name, u.name, 'Erased person') as by, a.saw, micros(a.seen_at) as "seenAt",
      micros(a.recorded_at) as "recordedAt", a.artefact_digest as digest, f.kind, f.name, f.statement, octet_length(f.body) as bytes
    from attestation a
    left join artefact f on f.fact_id = a.id
    left join profile_identity p on p.identity_id::text = a.by
    left join app_user u on u.id::text = a.by
    where a.item_id = ${itemId} order by a.recorded_at`;
}
