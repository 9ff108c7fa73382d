import type { LedgerRowView } from "#lib/core/views/ledger.ts";
import type { OwnerView } from "#lib/core/views/owner.ts";
import { formatExposure } from "../time/format-exposure.ts";
import { DeadlineOutcome } from "./deadline-outcome.tsx";
import { ExposureBar } from "./exposure-bar.tsx";
import { LedgerCell } from "./ledger-cell.tsx";
import { OwnerCell } from "./owner-cell.tsx";

export interface LedgerRowProps {
  readonly row: LedgerRowView;
  readonly zone: string;
  readonly effectiveEndIso: string;
  /** `systemId.layer` of the tab stop. */
  readonly activeCell: string | null;
  readonly openItemId: string | null;
  /** Changes whenever the row's verdicts did; drives the one highlight. 0 = never. */
  readonly changed: number;
  readonly ownerChoices: readonly OwnerView[];
  readonly onOpen: (itemId: string) => void;
  readonly onAssign: ((systemId: string, ownerId: string) => Promise<boolean>) | null;
}

/** One system: owner, eight layers, time axis, exposure, deadline. */
export function LedgerRow(props: LedgerRowProps) {
  const { row, zone, activeCell, openItemId, onAssign } = props;
  const highlight = props.changed === 0 ? undefined : props.changed % 2 ? "odd" : "even";
  return (
    <tr data-changed={highlight} data-system={row.systemId}>
      <th scope="row">
        <span className="system-name" dir="auto" title={row.name}>
          <bdi>{row.name}</bdi>
        </span>{" "}
        <span className="tier">Tier {row.tier}</span>
        {row.lookFailure ? <span className="look-failure">{row.lookFailure}</span> : null}
      </th>
      <td className="owner-cell">
        <OwnerCell
          systemName={row.name}
          owner={row.owner}
          suggested={row.suggestedOwner}
          choices={props.ownerChoices}
          onAssign={onAssign && ((ownerId) => onAssign(row.systemId, ownerId))}
        />
      </td>
      {row.cells.map((cell) => (
        <td key={cell.layer} className="layer-cell">
          <LedgerCell
            systemId={row.systemId}
            systemName={row.name}
            cell={cell}
            zone={zone}
            tabStop={activeCell === `${row.systemId}.${cell.layer}`}
            open={openItemId !== null && cell.items.some((item) => item.id === openItemId)}
            onOpen={props.onOpen}
          />
        </td>
      ))}
      <td className="axis-cell">
        <ExposureBar row={row} effectiveEndIso={props.effectiveEndIso} />
      </td>
      <td className="exposed-cell num">{formatExposure(row.exposure)}</td>
      <td className="deadline-cell">
        <DeadlineOutcome deadline={row.deadline} />
      </td>
    </tr>
  );
}
