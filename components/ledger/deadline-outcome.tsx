import type { DeadlineView } from "#lib/core/views/exposure.ts";
import { DEADLINE_WORD } from "../time/format-deadline.ts";
import { formatDayTime } from "../time/format-instant.ts";

const SHAPE: Readonly<Record<DeadlineView["state"], string>> = {
  met: "m1.8 6.4 2.7 2.7 5.7-6",
  missed: "m2.5 2.5 7 7M9.5 2.5l-7 7",
  undeterminable: "M1 4.6c2-1.6 3-1.6 5 0s3 1.6 5 0M1 8.2c2-1.6 3-1.6 5 0s3 1.6 5 0",
  due: "M6 1.2v5l3 2M6 1.2a4.8 4.8 0 1 0 .01 0",
};

/** Outcome of the system's deadline: tick Met, cross Missed, wave Undeterminable, clock Due. Its moment is in the label. */
export function DeadlineOutcome({ deadline }: { deadline: DeadlineView | null }) {
  if (!deadline) return <span className="text-muted">–</span>;
  return (
    <span
      className="deadline"
      data-deadline={deadline.state}
      title={`Deadline ${formatDayTime(deadline.atIso, deadline.zone)}`}
      suppressHydrationWarning
    >
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d={SHAPE[deadline.state]} fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      <span className="deadline-word">{DEADLINE_WORD[deadline.state]}</span>
    </span>
  );
}
