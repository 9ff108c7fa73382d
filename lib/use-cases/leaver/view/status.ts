import type { ItemRow } from "#db/queries/views/read-rows.ts";
import { VERDICT_GROUP, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import type { CaseState } from "#lib/core/leaver/case-state.ts";
import type { LeaverStatus } from "#lib/core/views/leaver-status.ts";

/** Open verdicts that wait for nothing but a later look. */
const AWAITING: ReadonlySet<VerdictKey> = new Set(["reported_removed", "expires_by"]);

/** Where the leaver stands, in the words of the list. An archived case shows its outcome. */
export function statusOf(
  state: CaseState,
  outcome: string | null,
  items: readonly Pick<ItemRow, "key">[],
): LeaverStatus {
  if (state === "archived") return (outcome ?? "closed_verified") as LeaverStatus;
  if (state !== "open") return state;
  const open = items.filter((item) => VERDICT_GROUP[item.key] === "open");
  return open.length > 0 && open.every((item) => AWAITING.has(item.key)) ? "awaiting_verification" : "open";
}
