import type { ExposureView } from "#lib/core/views/exposure.ts";
import type { LedgerRowView } from "#lib/core/views/ledger.ts";
import { DEADLINE_WORD } from "../time/format-deadline.ts";
import { spanBetween } from "../time/format-duration.ts";
import { spokenExposure } from "../time/format-exposure.ts";
import { axisAt, T0_AT, TICKS } from "./axis.ts";
import { AxisMark } from "./axis-mark.tsx";

interface Paint {
  readonly solid: string;
  readonly hatch: string;
  readonly line: string;
}

/** Running and seen usable is red; running but not known is grey; ended is orange. */
function paintOf(exposure: ExposureView): Paint {
  if (exposure.state === "ended") {
    return { solid: "var(--ended-bar)", hatch: "url(#hatch-ended)", line: "var(--ended-line)" };
  }
  if (exposure.tail === "usable") {
    return { solid: "var(--present)", hatch: "url(#hatch-usable)", line: "var(--present)" };
  }
  return { solid: "var(--present)", hatch: "url(#hatch-unknown)", line: "var(--unknown-text)" };
}

function Bars({ exposure }: { exposure: ExposureView }) {
  const paint = paintOf(exposure);
  const lower = axisAt(exposure.lowerMicros);
  const upper = axisAt(exposure.upperMicros);
  return (
    <>
      {upper > lower ? (
        <rect
          x={`${lower}%`}
          y="13.5"
          width={`${upper - lower}%`}
          height="9"
          fill={paint.hatch}
          stroke={paint.line}
          strokeWidth=".75"
        />
      ) : null}
      {exposure.lowerMicros > 0 ? (
        <rect x={`${T0_AT}%`} y="12" width={`${lower - T0_AT}%`} height="12" fill={paint.solid} />
      ) : null}
      {exposure.state === "running" ? (
        <svg x={`${upper}%`} y="10" width="8" height="16" overflow="visible" aria-hidden="true">
          <path d="M0 0l8 8-8 8Z" fill={paint.line} />
        </svg>
      ) : null}
    </>
  );
}

/** As much of a row as its bar shows. */
type BarRow = Pick<LedgerRowView, "exposure" | "deadline" | "marks">;

function spoken(row: BarRow): string {
  const deadline = row.deadline ? `; deadline ${DEADLINE_WORD[row.deadline.state].toLowerCase()}` : "";
  return `${spokenExposure(row.exposure)}${deadline}`;
}

/** Exposure of one system on the log time axis: certain part solid, uncertain part hatched, arrow while it runs. */
export function ExposureBar({ row, effectiveEndIso }: { row: BarRow; effectiveEndIso: string }) {
  const place = (iso: string) => axisAt(spanBetween(effectiveEndIso, iso));
  return (
    <svg width="100%" height="36" role="img" aria-label={spoken(row)} className="exposure-bar">
      {TICKS.slice(1).map((tick) => (
        <line
          key={tick.word}
          x1={`${axisAt(tick.span)}%`}
          x2={`${axisAt(tick.span)}%`}
          y1="0"
          y2="36"
          stroke="var(--line)"
        />
      ))}
      <line x1={`${T0_AT}%`} x2={`${T0_AT}%`} y1="0" y2="36" stroke="var(--fg)" strokeWidth="1.5" />
      {row.exposure.state === "not_due" ? null : <Bars exposure={row.exposure} />}
      {row.deadline ? (
        <line
          x1={`${place(row.deadline.atIso)}%`}
          x2={`${place(row.deadline.atIso)}%`}
          y1="5"
          y2="31"
          stroke="var(--fg)"
          strokeWidth="2"
          strokeDasharray="4 2"
        />
      ) : null}
      {row.marks.map((mark) => (
        <AxisMark key={`${mark.kind} ${mark.atIso} ${mark.label}`} kind={mark.kind} at={place(mark.atIso)} />
      ))}
    </svg>
  );
}
