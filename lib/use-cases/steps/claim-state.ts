import type { RevokeOutcome } from "#lib/connectors/contract.ts";
import type { ClaimState } from "#lib/core/access/claim.ts";

/** The claim a revoking call leaves. An unknown outcome stays an attempt: it may have reached the target. */
export function claimStateOf(outcome: RevokeOutcome): { readonly state: ClaimState; readonly note: string | null } {
  switch (outcome.kind) {
    case "accepted":
      return { state: "removed", note: null };
    case "already_absent":
      return { state: "already_absent", note: null };
    case "refused":
      return { state: "refused", note: withoutItsWords(outcome.reason) };
    case "unsupported":
      return { state: "failed", note: outcome.reason };
    case "unknown":
      return { state: "attempted", note: outcome.cause };
  }
}

/** The status without the target's own words, which may name the person: those stand in the raw exchange. */
function withoutItsWords(reason: string): string {
  return reason.replace(/^(\d{3}): .*$/s, "the target answered $1");
}
