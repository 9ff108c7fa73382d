import type { LeaverView } from "#lib/core/views/leaver.ts";
import { formatDayTime } from "../time/format-instant.ts";

/** Who did or saw what, newest first. */
export function Activity({ leaver }: { leaver: LeaverView }) {
  const zone = leaver.header.effectiveEnd.zone;
  if (leaver.activity.length === 0) return <p className="card empty">Nothing has happened yet.</p>;
  return (
    <ol className="card rows">
      {leaver.activity.map((entry) => (
        <li key={`${entry.atIso} ${entry.actor} ${entry.sentence}`} className="activity">
          <time dateTime={entry.atIso} className="text-muted" suppressHydrationWarning>
            {formatDayTime(entry.atIso, zone, true)}
          </time>
          <span>
            <bdi className="font-medium">{entry.actor}</bdi> <bdi>{entry.sentence}</bdi>
          </span>
        </li>
      ))}
    </ol>
  );
}
