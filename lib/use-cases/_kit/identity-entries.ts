import type { Profile } from "#db/queries/identities/find-profiles.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Commitments } from "./commitments.ts";
import { stableJson } from "./input.ts";

/** A profile that was written, as evidence keeps it: by a digest whose opening can be deleted. */
export function recordedEntry(profile: Profile, kind: string, kept: Commitments): Entry {
  const digest = kept.add(profile.identityId, "profile", stableJson(profile));
  // The id is the identity's own.
  const identity = idOf<"identity">(profile.identityId);
  return { kind: "identity.recorded", caseId: null, data: { identity, kind, profile: [digest] } };
}

/** Says how many rows came and went, so that no batch is without an entry. */
export function rowsEntry(requestId: string, rows: readonly { readonly status: string }[]): Entry {
  const refused = rows.filter((row) => row.status === "refused").length;
  const data = { import: requestId, rows: rows.length, accepted: rows.length - refused, refused };
  return { kind: "import.finished", caseId: null, data };
}
