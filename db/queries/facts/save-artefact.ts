import type { ArtefactKind } from "../../../lib/core/evidence/artefact-kind.ts";
import type { Tx } from "../../tx.ts";

export interface NewArtefact {
  readonly id: string;
  /** Identity whom it shows. */
  readonly subjectId: string;
  /** Attestation or observation that it belongs to. */
  readonly factId: string;
  readonly kind: ArtefactKind;
  readonly name: string;
  readonly statement: string;
  /** null for a reference. */
  readonly body: Uint8Array | null;
}

/** Keeps what a person attached to what they saw. */
export async function saveArtefact(tx: Tx, artefact: NewArtefact): Promise<void> {
  const { id, subjectId, factId, kind, name, statement, body } = artefact;
  await tx.sql`
    insert into artefact (id, subject_id, fact_id, kind, name, statement, body)
    values (${id}, ${subjectId}, ${factId}, ${kind}, ${name}, ${statement}, ${body})`;
}
