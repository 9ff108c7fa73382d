import type { StandingListRow } from "#db/queries/claims/list-standings.ts";
import type { WaitingRow } from "#db/queries/claims/list-waiting.ts";
import { VERDICT_REASON_WORD } from "#lib/core/access/verdict-reason.ts";
import type { ClaimRowView, WaitingClaimView } from "#lib/core/views/contradictions.ts";
import type { ClaimMatch, ClaimWaits } from "../_kit/match-claims.ts";
import { isoUtc } from "../_kit/times.ts";

/** A claim and what was seen after it. */
export function claimRowView(row: StandingListRow): ClaimRowView {
  const { caseNumber, claimedAt, statedAt, seenAt, reason, rank: _rank, ...same } = row;
  return {
    ...same,
    leaverId: `LV-${caseNumber}`,
    claimedAtIso: isoUtc(claimedAt),
    statedAtIso: isoUtc(statedAt),
    seenAtIso: isoUtc(seenAt),
    because: VERDICT_REASON_WORD[reason],
    apartMicros: seenAt === null ? null : seenAt - claimedAt,
  };
}

const WAITS_WORD: Readonly<Record<ClaimWaits, string>> = {
  pending: "The tool says that nothing was done yet.",
  person_unknown: "No person with this key or mail is known.",
  person_ambiguous: "More than one person has this mail.",
  system_unknown: "No system is registered under this name.",
  system_ambiguous: "More than one system goes by this name.",
  no_leaver: "The person is not leaving as far as Closeout knows.",
  no_such_access: "The leaver has no such access in this system.",
};

/** A claim that is about nothing yet, and why. What has come since is matched when the leaver's systems are read next. */
export function waitingView(row: WaitingRow, match: ClaimMatch | undefined): WaitingClaimView {
  const { id, source: tool, externalId, title, systemName, personKey, email, receivedAt } = row;
  const waits = match?.waits ?? null;
  return {
    id,
    tool,
    externalId,
    title,
    systemName,
    person: personKey ?? email ?? "Erased person",
    receivedAtIso: isoUtc(receivedAt),
    because: waits === null ? "It is matched when the leaver's systems are read next." : WAITS_WORD[waits],
  };
}
