import type { IdentityId, ItemId } from "../ids.ts";
import { DAY, type DurationMicros, type Instant } from "../instant.ts";
import { type Decision, ok, refused } from "../result.ts";

/** How long nobody may have answered before an item becomes a residual finding. */
const SILENCE: DurationMicros = 30 * DAY;

/** An item that does not pass the gate, with whoever was asked about it and when. */
export interface UnansweredItem {
  readonly item: ItemId;
  readonly deputyAskedAt: Instant | null;
  readonly executiveAskedAt: Instant | null;
  /** Last answer of anybody; null when nobody ever answered. */
  readonly answeredAt: Instant | null;
}

/** Why an item cannot become a residual finding yet. */
export type NotYetEnded =
  | { readonly code: "nothing_open" | "no_executive" }
  | { readonly code: "deputy_not_asked" | "executive_not_asked" | "still_waiting"; readonly item: ItemId };

/**
 * Whether a case may end with open findings: deputy and accountable executive were asked about every open item
 * and stayed silent for 30 days. The findings are the executive's from then on; exposure keeps running.
 */
export function mayEndOpen(
  items: readonly UnansweredItem[],
  executive: IdentityId | null,
  now: Instant,
): Decision<IdentityId, NotYetEnded> {
  if (items.length === 0) return refused({ code: "nothing_open" });
  if (executive === null) return refused({ code: "no_executive" });
  const [first, ...rest] = items.map((item) => reasonToWait(item, now)).filter((reason) => reason !== null);
  return first === undefined ? ok(executive) : refused(first, ...rest);
}

function reasonToWait(unanswered: UnansweredItem, now: Instant): NotYetEnded | null {
  const { item, deputyAskedAt, executiveAskedAt, answeredAt } = unanswered;
  if (deputyAskedAt === null) return { code: "deputy_not_asked", item };
  if (executiveAskedAt === null) return { code: "executive_not_asked", item };
  const silentSince = Math.max(executiveAskedAt, answeredAt ?? executiveAskedAt);
  return now - silentSince < SILENCE ? { code: "still_waiting", item } : null;
}
