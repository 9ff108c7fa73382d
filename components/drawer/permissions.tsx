import type { ItemView, PermissionView } from "#lib/core/views/item.ts";
import { formatFull } from "../time/format-instant.ts";

function stateOf({ state, decidedBy }: PermissionView): string {
  switch (state) {
    case "requested":
      return "waits for a decision";
    case "running":
      return `approved by ${decidedBy ?? "somebody"}`;
    case "expired":
      return `approved by ${decidedBy ?? "somebody"}, ended`;
    case "refused":
      return `refused by ${decidedBy ?? "somebody"}`;
  }
}

/** By whose leave the item stays open: exceptions and holds, each with its end. */
export function Permissions({ item }: { item: ItemView }) {
  const { exceptions, holds, zone } = item;
  if (exceptions.length + holds.length === 0) return null;
  return (
    <section aria-labelledby="permissions-title">
      <h3 id="permissions-title" className="drawer-heading">
        Exceptions and holds <span>{exceptions.length + holds.length}</span>
      </h3>
      <ol className="claims">
        {exceptions.map((one) => (
          <li key={one.id}>
            <b className="font-medium">{one.requestedBy}</b> asks: {one.reason}
            <small className="num" suppressHydrationWarning>
              Until {formatFull(one.untilIso, zone)} · {stateOf(one)}
            </small>
          </li>
        ))}
        {holds.map((hold) => (
          <li key={hold.orderedAtIso}>
            <b className="font-medium">{hold.authority}</b> orders it to be kept
            <small className="num" suppressHydrationWarning>
              Until {formatFull(hold.untilIso, zone)}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
