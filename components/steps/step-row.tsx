import Link from "next/link";
import type { Means } from "#lib/core/access/layer.ts";
import type { StepRowView } from "#lib/core/views/step-list.ts";
import { formatRelative } from "../time/format-duration.ts";
import { formatExposure } from "../time/format-exposure.ts";
import { formatClock, formatDateTime } from "../time/format-instant.ts";
import { VerdictChip } from "../verdict/verdict-chip.tsx";

const MEANS_WORD: Readonly<Record<Means, string>> = {
  connector: "Connector",
  snapshot: "Snapshot",
  manual: "Manual",
  none: "None",
};

interface StepRowProps {
  readonly row: StepRowView;
  readonly asOfIso: string;
  readonly selected: boolean;
  /** null: the reader can do nothing with a selection. */
  readonly onToggle: ((id: string, selected: boolean, shift: boolean) => void) | null;
}

/** Nobody is the loudest thing in the column; whom to ask stands beside it, with the reason. */
function Owner({ row }: { row: StepRowView }) {
  if (row.owner) return <bdi className="step-owner">{row.owner.name}</bdi>;
  return (
    <>
      <span className="no-owner">No owner</span>{" "}
      {row.suggestedOwner ? (
        <span className="ghost" title={`Suggested: ${row.suggestedOwner.reason}`}>
          <bdi>{row.suggestedOwner.owner.name}</bdi>?
          <span className="sr-only"> suggested, {row.suggestedOwner.reason}</span>
        </span>
      ) : (
        <span className="text-muted">no suggestion</span>
      )}
    </>
  );
}

function lastCheck(row: StepRowView, asOfIso: string): string {
  if (row.lastCheckIso === null) return "Never";
  return row.lastCheckFailed
    ? `Failed ${formatClock(row.lastCheckIso, "UTC")}`
    : formatRelative(row.lastCheckIso, asOfIso);
}

/** One open step. The step is the link to its item; J and K move along the steps, X selects. */
export function StepRow({ row, asOfIso, selected, onToggle }: StepRowProps) {
  const late = row.deadline !== null && row.deadline.atIso < asOfIso;
  const peek = row.itemId === null ? "" : `?peek=${row.itemId}`;
  return (
    <tr aria-selected={onToggle ? selected : undefined} data-selected={selected || undefined}>
      {onToggle ? (
        <td className="pick">
          <input
            type="checkbox"
            className="check"
            checked={selected}
            aria-label={`Select ${row.title}, ${row.systemName}, ${row.leaverId}`}
            onChange={(event) => {
              const { shiftKey } = event.nativeEvent as MouseEvent; // a checkbox is changed by a click, also by its key
              onToggle(row.id, event.target.checked, shiftKey === true);
            }}
          />
        </td>
      ) : null}
      <td className="state">
        <VerdictChip verdict={row.verdict} />
      </td>
      <th scope="row" className="step">
        <Link href={`/leavers/${row.leaverId}${peek}`} className="step-link" data-step={row.id}>
          <bdi>{row.title}</bdi>
        </Link>{" "}
        <span className="text-muted">
          · <bdi>{row.systemName}</bdi>
        </span>
      </th>
      <td className="mono leaver">{row.leaverId}</td>
      <td className="owner">
        <Owner row={row} />
      </td>
      <td className={late ? "num due bad" : "num due"} suppressHydrationWarning>
        {row.deadline ? formatDateTime(row.deadline.atIso, row.deadline.zone, asOfIso) : "No deadline"}
      </td>
      <td className="num figure exposed">{formatExposure(row.exposure)}</td>
      <td className="tier-cell text-muted">Tier {row.tier}</td>
      <td className="checked text-muted">{lastCheck(row, asOfIso)}</td>
      <td className={row.verifiedBy === "none" ? "means bad" : "means text-muted"}>{MEANS_WORD[row.verifiedBy]}</td>
    </tr>
  );
}
