import { listCandidates } from "#db/queries/ownership/list-candidates.ts";
import type { Tx } from "#db/tx.ts";
import { idOf } from "#lib/core/ids.ts";
import { type OwnerAdvice, type OwnerCandidate, suggestOwner } from "#lib/core/ownership/suggest-owner.ts";

/** Whom to ask, system by system, each in the case of one leaver. */
export interface Suggestions {
  readonly adviceFor: (systemId: string, subjectId: string | null) => OwnerAdvice;
  readonly nameOf: (identityId: string) => string;
}

/** Loads who might own the steps of systems: one statement, whatever their number. */
export async function loadSuggestions(tx: Tx, systemIds: readonly string[]): Promise<Suggestions> {
  const rows = await listCandidates(tx, [...new Set(systemIds)]);
  const bySystem = new Map<string, OwnerCandidate[]>();
  const names = new Map<string, string>();
  for (const { systemId, identityId, name, because, present } of rows) {
    names.set(identityId, name);
    const known = bySystem.get(systemId) ?? [];
    known.push({ identity: idOf<"identity">(identityId), because, availability: present ? "here" : "gone" });
    bySystem.set(systemId, known);
  }
  return {
    adviceFor: (systemId, subjectId) =>
      suggestOwner(bySystem.get(systemId) ?? [], subjectId === null ? null : idOf<"identity">(subjectId)),
    nameOf: (identityId) => names.get(identityId) ?? "Erased person",
  };
}
