import Link from "next/link";
import type { ClaimRowView } from "#lib/core/views/contradictions.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";
import { formatDuration } from "../time/format-duration.ts";
import { formatDayTime } from "../time/format-instant.ts";
import { VerdictChip } from "../verdict/verdict-chip.tsx";
import { VerdictGlyph } from "../verdict/verdict-glyph.tsx";
import { seenWords, toolWord } from "./claim-words.ts";

interface ClaimTableProps {
  readonly rows: readonly ClaimRowView[];
  readonly caption: string;
  readonly asOfIso: string;
}

/** Claim and observation side by side. The leaver's number opens the item; J and K move along them. */
export function ClaimTable({ rows, caption, asOfIso }: ClaimTableProps) {
  return (
    <div className="card list-wrap">
      <table className="list claims-list">
        <caption className="sr-only">{caption}: claim and observation side by side</caption>
        <thead>
          <tr>
            <th scope="col">Leaver</th>
            <th scope="col">System and layer</th>
            <th scope="col">Claim: what was said, when</th>
            <th scope="col">Observation: what we saw, when</th>
            <th scope="col" className="figure">
              Apart
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ClaimRow key={`${row.itemId} ${row.tool}`} row={row} asOfIso={asOfIso} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ClaimRow({ row, asOfIso }: { row: ClaimRowView; asOfIso: string }) {
  const at = (iso: string) => formatDayTime(iso, row.zone, false, asOfIso);
  return (
    <tr>
      <th scope="row">
        <Link
          className="mono row-link"
          href={`/leavers/${row.leaverId}?peek=${row.itemId}`}
          data-leaver={row.leaverId}
          aria-label={`${row.leaverId}, ${row.systemName}, ${LAYER_WORD[row.layer]}: open the item`}
        >
          {row.leaverId}
        </Link>
      </th>
      <td>
        {row.systemName}
        <small>{LAYER_WORD[row.layer]}</small>
      </td>
      <td className="claim-cell">
        <Said row={row} />
        <small className="num" suppressHydrationWarning>
          {row.statedAtIso === null ? "" : `says ${at(row.statedAtIso)} · `}received {at(row.claimedAtIso)}
        </small>
      </td>
      <td className="seen-cell">
        <VerdictChip verdict={row.verdict} /> {seenWords(row)}
        <small className="num" suppressHydrationWarning>
          {row.seenAtIso === null ? "No look since" : at(row.seenAtIso)}
        </small>
      </td>
      <td className="num figure apart">{row.apartMicros === null ? "–" : formatDuration(row.apartMicros)}</td>
    </tr>
  );
}

/** A claim in the tool's own words. It is never drawn like an observation. */
function Said({ row }: { row: ClaimRowView }) {
  return (
    <span className="said">
      <span className="said-glyph">
        <VerdictGlyph verdict="reported_removed" size={14} />
      </span>
      <b>{toolWord(row.tool)}</b>
      {row.externalId === null ? "" : ` ${row.externalId}`}
      {row.title === null ? "" : ` “${row.title}”`}: reported removed
    </span>
  );
}
