import type { LeaverView, MilestoneKey, MilestoneView } from "#lib/core/views/leaver.ts";
import { formatMilestoneDeadline } from "../time/format-deadline.ts";
import { formatDuration, spanBetween } from "../time/format-duration.ts";
import { formatDayTime, formatEventShort } from "../time/format-instant.ts";

const WORD: Readonly<Record<MilestoneKey, string>> = {
  effective_end: "Effective end (T0)",
  contained: "Contained",
  access_ended: "Access ended",
  closed: "Closed",
};

function Node({ reached }: { reached: boolean }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle
        cx="7"
        cy="7"
        r="5.2"
        fill={reached ? "var(--fg)" : "var(--surface)"}
        stroke={reached ? "var(--fg)" : "var(--line-strong)"}
        strokeWidth="1.6"
      />
    </svg>
  );
}

/** When the source told us, against the effective end: the notice belongs to the source, not to whoever revokes. */
function notice(leaver: LeaverView): string {
  const span = spanBetween(leaver.header.notifiedAtIso, leaver.header.effectiveEnd.atIso);
  if (Math.abs(span) < 60_000_000) return "Notified at the effective end";
  return `Notified ${formatDuration(span)} ${span > 0 ? "before" : "after"}`;
}

function Lines({ milestone, leaver }: { milestone: MilestoneView; leaver: LeaverView }) {
  const zone = leaver.header.effectiveEnd.zone;
  if (milestone.key === "effective_end") {
    return (
      <>
        <small suppressHydrationWarning>{formatEventShort(leaver.header.effectiveEnd)}</small>
        <small>{notice(leaver)}</small>
      </>
    );
  }
  const { deadline, reachedAtIso, left } = milestone;
  const missed = deadline?.state === "missed";
  return (
    <>
      <small suppressHydrationWarning>
        {reachedAtIso
          ? `Reached ${formatDayTime(reachedAtIso, zone)}`
          : `Open · ${left} ${left === 1 ? "item" : "items"} left`}
      </small>
      {deadline ? (
        <small className={missed ? "bad" : undefined} suppressHydrationWarning>
          {formatMilestoneDeadline(deadline)}
        </small>
      ) : null}
    </>
  );
}

/** Effective end, Contained, Access ended, Closed. There is no button to close: it closes by itself. */
export function Milestones({ leaver }: { leaver: LeaverView }) {
  return (
    <ol className="milestones" aria-label="Milestones">
      {leaver.milestones.map((milestone) => (
        <li key={milestone.key} data-reached={milestone.state === "reached" || undefined}>
          <span className="milestone-node">
            <Node reached={milestone.state === "reached"} />
          </span>
          <span>
            <b>{WORD[milestone.key]}</b>
            <Lines milestone={milestone} leaver={leaver} />
          </span>
        </li>
      ))}
    </ol>
  );
}
