import type { DeadlineView } from "#lib/core/views/exposure.ts";
import { formatDuration, spanBetween } from "./format-duration.ts";
import { formatClock, formatDateTime, formatDayTime } from "./format-instant.ts";

export const DEADLINE_WORD: Readonly<Record<DeadlineView["state"], string>> = {
  due: "Due",
  met: "Met",
  missed: "Missed",
  undeterminable: "Undeterminable",
};

/** For a list: `Missed 14 Nov, 22:00 IST`, `16:00 CET, in 2 h 28 min`, `Fri 21 Nov, 18:00 JST`. */
export function formatNextDeadline(deadline: DeadlineView, nowIso: string): string {
  if (deadline.state !== "due")
    return `${DEADLINE_WORD[deadline.state]} ${formatDateTime(deadline.atIso, deadline.zone, nowIso)}`;
  const left = spanBetween(nowIso, deadline.atIso);
  const near = left > 0 && left < 24 * 3_600_000_000;
  return near
    ? `${formatClock(deadline.atIso, deadline.zone)}, in ${formatDuration(left)}`
    : formatDayTime(deadline.atIso, deadline.zone, false, nowIso);
}

/** For a milestone: `Due 14 Nov, 22:00 IST, missed`. */
export function formatMilestoneDeadline(deadline: DeadlineView): string {
  const at = `Due ${formatDateTime(deadline.atIso, deadline.zone)}`;
  return deadline.state === "due" ? at : `${at}, ${DEADLINE_WORD[deadline.state].toLowerCase()}`;
}

/** For the drawer: `Deadline missed by 3 d 20 h`, `Due in 2 h 28 min`. */
export function formatDeadlineChip(deadline: DeadlineView, nowIso: string): string {
  const span = spanBetween(nowIso, deadline.atIso);
  switch (deadline.state) {
    case "due":
      return `Due in ${formatDuration(span)}`;
    case "missed":
      return span < 0 ? `Deadline missed by ${formatDuration(span)}` : "Deadline missed";
    case "met":
      return "Deadline met";
    case "undeterminable":
      return "Deadline undeterminable";
  }
}
