import Link from "next/link";
import type { LeaverRowView } from "#lib/core/views/leaver-list.ts";
import { DateOnlyBadge } from "../time/date-only-badge.tsx";
import { formatNextDeadline } from "../time/format-deadline.ts";
import { formatExposure } from "../time/format-exposure.ts";
import { formatEventShort } from "../time/format-instant.ts";
import { SystemStrip } from "./system-strip.tsx";

const alarming = (count: number) => (count > 0 ? "num figure bad" : "num figure");

/** One leaver of the list. The name is the link; J and K move along the names. */
export function LeaverRow({ row, asOfIso }: { row: LeaverRowView; asOfIso: string }) {
  const end = row.effectiveEnd;
  return (
    <tr>
      <th scope="row">
        <span className="who">
          <Link href={`/leavers/${encodeURIComponent(row.id)}`} className="who-name" dir="auto" data-leaver={row.id}>
            <bdi>{row.personName}</bdi>
          </Link>
          <span className="mono text-muted">{row.id}</span>
        </span>
      </th>
      <td className="end-cell">
        <time dateTime={end.atIso} suppressHydrationWarning>
          {formatEventShort(end, asOfIso)}
        </time>{" "}
        {end.precision === "date" ? (
          <DateOnlyBadge zone={end.zone} />
        ) : (
          <span className="text-muted">{end.offset}</span>
        )}
      </td>
      <td className="num figure exposed">{formatExposure(row.exposure)}</td>
      <td className="strip-cell">
        <SystemStrip row={row} />
      </td>
      <td className="num figure verified">
        {row.verified} of {row.total}
      </td>
      <td className={`${alarming(row.stillPresent)} present`}>{row.stillPresent}</td>
      <td className={`${alarming(row.noOwner)} unowned`}>{row.noOwner}</td>
      <td className={row.nextDeadline?.state === "missed" ? "num next bad" : "num next"} suppressHydrationWarning>
        {row.nextDeadline ? formatNextDeadline(row.nextDeadline, asOfIso) : "–"}
      </td>
      <td className="source text-muted" title={row.source}>
        {row.source}
      </td>
    </tr>
  );
}
