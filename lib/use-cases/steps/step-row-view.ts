import type { StepListRow } from "#db/queries/views/list-steps.ts";
import type { Instant } from "#lib/core/instant.ts";
import { deadlineOutcome } from "#lib/core/leaver/deadlines.ts";
import { SUGGESTION_WORD } from "#lib/core/ownership/suggest-owner.ts";
import type { DeadlineView, ExposureView } from "#lib/core/views/exposure.ts";
import type { SuggestedOwnerView } from "#lib/core/views/owner.ts";
import type { StepRowView } from "#lib/core/views/step-list.ts";
import { stepTitle } from "#lib/core/views/step-words.ts";
import type { Suggestions } from "../_kit/suggestions.ts";
import { isoUtc } from "../_kit/times.ts";

/** One row of the list as the screen and the API show it. */
export function stepRowView(row: StepListRow, suggestions: Suggestions | null, now: Instant): StepRowView {
  const { kind, layer, label } = row;
  return {
    id: row.id,
    verdict: row.key,
    title: stepTitle({ kind, layer, label, named: label ?? row.accountLabel ?? row.systemName }),
    systemName: row.systemName,
    systemSlug: row.systemSlug,
    tier: row.tier,
    leaverId: `LV-${row.number}`,
    itemId: row.itemId,
    owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? "Erased person" },
    suggestedOwner: row.ownerId === null && suggestions !== null ? suggested(row, suggestions) : null,
    deadline: deadlineOf(row, now),
    exposure: exposureOf(row, now),
    lastCheckIso: isoUtc(row.lookedAt),
    lastCheckFailed: row.lookFailure !== null,
    verifiedBy: row.observe,
  };
}

function suggested(row: StepListRow, { adviceFor, nameOf }: Suggestions): SuggestedOwnerView | null {
  const advice = adviceFor(row.systemId, row.subjectId);
  if (advice.kind === "nobody") return null;
  return { owner: { id: advice.identity, name: nameOf(advice.identity) }, reason: SUGGESTION_WORD[advice.because] };
}

function deadlineOf(row: StepListRow, now: Instant): DeadlineView | null {
  if (row.dueAt === null) return null;
  const state = deadlineOutcome(row.dueAt, row.lastSeenUsableAt, row.firstSeenGoneAt, now);
  return { atIso: isoUtc(row.dueAt), zone: row.zone, state };
}

/** From the projection: what was seen usable for certain, until it was seen gone or until now. */
function exposureOf(row: StepListRow, now: Instant): ExposureView {
  if (now < row.effectiveAt) return { state: "not_due", lowerMicros: 0, upperMicros: 0, tail: "not_known" };
  const since = (at: Instant | null) => (at === null ? 0 : Math.max(0, at - row.effectiveAt));
  const lowerMicros = since(row.lastSeenUsableAt);
  const gone = row.firstSeenGoneAt;
  // Seen gone before it was last seen usable: it came back, and runs.
  const ended = gone !== null && (row.lastSeenUsableAt === null || gone > row.lastSeenUsableAt);
  return {
    state: ended ? "ended" : "running",
    lowerMicros,
    upperMicros: ended ? Math.max(lowerMicros, since(gone)) : now - row.effectiveAt,
    tail: row.lastSeenUsableAt !== null ? "usable" : "not_known",
  };
}
