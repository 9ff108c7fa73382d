import type { ArtefactKind } from "../../../lib/core/evidence/artefact-kind.ts";
import type { Tx } from "../../tx.ts";

/** A file that was attached to an attestation, and the SHA-256 that the fact has of it. */
export interface KeptArtefact {
  readonly kind: ArtefactKind;
  /** null for a reference. */
  readonly body: Uint8Array | null;
  /** Hex. */
  readonly digest: string;
}

/** What was attached to an attestation to this item of this case; undefined where it is not there, or was erased. */
export async function readArtefact(
  tx: Tx,
  { caseId, itemId, artefactId }: { readonly caseId: string; readonly itemId: string; readonly artefactId: string },
): Promise<KeptArtefact | undefined> {
  const [row] = await tx.sql<KeptArtefact[]>`
    select f.kind, f.body, a.artefact_digest as digest
    from artefact f join attestation a on a.id = f.fact_id join case_item i on i.id = a.item_id
    where f.id = ${artefactId} and i.id = ${itemId} and i.case_id = ${caseId}`;
  return row;
}
