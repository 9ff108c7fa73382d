import type { ItemRow } from "#db/queries/views/read-rows.ts";
import { VERDICT_GROUP, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import { type CaseState, CLOSED_STATES } from "#lib/core/leaver/case-state.ts";
import type { LeaverStatus } from "#lib/core/views/leaver-status.ts";

/** Open verdicts that wait for nothing but a later look. */
const AWAITING: ReadonlySet<VerdictKey> = new Set(["reported_removed", "expires_by"]);

/** Where the leaver stands, in the words of the list. An archived case shows its outcome. */
export function statusOf(
  state: CaseState,
  outcome: string | null,
  items: readonly Pick<ItemRow, "key">[],
): LeaverStatus {
  if (state === "archived") return outcomeStatus(outcome);
  if (state !== "open") return state;
  const open = items.filter((item) => VERDICT_GROUP[item.key] === "open");
  return open.length > 0 && open.every((item) => AWAITING.has(item.key)) ? "awaiting_verification" : "open";
}

/** The outcome an archived case keeps. One that is missing or not known is never read as closed. */
export function outcomeStatus(outcome: string | null): LeaverStatus {
  return CLOSED_STATES.find((state) => state === outcome) ?? "ended_open";
}
