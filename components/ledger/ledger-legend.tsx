import { VerdictLegend } from "../verdict/verdict-legend.tsx";
import { HalfDisc } from "./axis-mark.tsx";

function BarSample({ fill, stroke }: { fill: string; stroke?: string }) {
  return (
    <svg width="26" height="10" aria-hidden="true">
      <rect x=".5" y=".5" width="25" height="9" fill={fill} stroke={stroke} />
    </svg>
  );
}

/** Words for every mark and bar of the ledger. */
export function LedgerLegend() {
  return (
    <>
      <VerdictLegend />
      <ul className="legend" aria-label="Marks of the time axis">
        <li>
          <BarSample fill="var(--present)" /> Seen usable, open
        </li>
        <li>
          <BarSample fill="var(--ended-bar)" /> Seen usable, ended
        </li>
        <li>
          <BarSample fill="url(#hatch-unknown)" stroke="var(--unknown-text)" /> Not known (to upper)
        </li>
        <li>
          <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
            <HalfDisc />
          </svg>
          Claimed
        </li>
        <li>
          <svg width="6" height="16" aria-hidden="true">
            <path d="M3 0v16" stroke="var(--fg)" strokeWidth="2" strokeDasharray="4 2" />
          </svg>
          Deadline of the tier
        </li>
        <li>1/3: one of three items in the cell</li>
        <li>Log time axis from T0</li>
      </ul>
    </>
  );
}
