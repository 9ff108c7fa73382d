import type { LeaverView } from "#lib/core/views/leaver.ts";
import type { LeaverStatus } from "#lib/core/views/leaver-status.ts";

const CLOSED: ReadonlySet<LeaverStatus> = new Set(["closed_verified", "closed_attested", "closed_excepted"]);

/** Nothing is listed as holding it, and it has not closed: the gate is asked next. */
export const CLOSES_SOON = "No item is open. It closes by itself as soon as its facts are judged again.";

/** True only when the leaver has closed: then nothing holds it open. */
export function isClosed({ header }: LeaverView): boolean {
  return CLOSED.has(header.status);
}

/** True when nothing is worked on any more: closed, cancelled, or ended with open findings. */
export function hasEnded(leaver: LeaverView): boolean {
  const { status } = leaver.header;
  return isClosed(leaver) || status === "cancelled" || status === "ended_open";
}
