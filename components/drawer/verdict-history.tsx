import type { ItemView } from "#lib/core/views/item.ts";
import { formatDayTime } from "../time/format-instant.ts";
import { VerdictChip } from "../verdict/verdict-chip.tsx";

/** Every verdict this item has had, oldest first, and how often later looks said the same. */
export function VerdictHistory({ item }: { item: ItemView }) {
  return (
    <section aria-labelledby="history-title">
      <h3 id="history-title" className="drawer-heading">
        Verdict history <span>{item.looks === 1 ? "1 look" : `${item.looks} looks`}</span>
      </h3>
      <ol className="history">
        {item.history.map((change) => (
          <li key={`${change.atIso} ${change.key}`}>
            <time dateTime={change.atIso} className="text-muted" suppressHydrationWarning>
              {formatDayTime(change.atIso, item.zone)}
            </time>
            <span>
              <VerdictChip verdict={change.key} />
              {change.seenSince > 0 ? <span className="text-muted"> seen {change.seenSince} times since</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
