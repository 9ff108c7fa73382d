import type { ExposureView } from "#lib/core/views/exposure.ts";
import { formatDuration } from "./format-duration.ts";

const SPAN = /^(\d+) (\S+)(?: (\d+) (\S+))?$/;

/** What two spans share is said once: `20 – 31 h`, `2 h 4 – 6 min`. */
function range(lower: string, upper: string): string {
  const [, from, fromUnit, fromRest] = SPAN.exec(lower) ?? [];
  const [, to, toUnit, toRest, toRestUnit] = SPAN.exec(upper) ?? [];
  if (fromUnit === toUnit && from === to && toRest)
    return `${from} ${fromUnit} ${fromRest ?? 0} – ${toRest} ${toRestUnit}`;
  if (fromUnit === toUnit && from && !fromRest && !toRest) return `${from} – ${upper}`;
  return `${lower} – ${upper}`;
}

/**
 * Residual access as an interval, `3 d 23 h – 4 d +`: certain part, then what cannot be ruled out, `+` while it runs.
 * An ended upper end is rounded up, so that access is never shown shorter than it may have been.
 */
export function formatExposure(exposure: ExposureView): string {
  if (exposure.state === "not_due") return "Not due";
  const running = exposure.state === "running";
  // What is over is told to the minute; what still runs grows while it is read.
  const lower = formatDuration(exposure.lowerMicros, { fine: !running });
  const upper = formatDuration(exposure.upperMicros, running ? {} : { round: "up", fine: true });
  const text = lower === upper ? upper : range(lower, upper);
  return running ? `${text}\u00a0+` : text;
}

/** The same for a sentence and for screen readers: `between 20 h and 31 h`, `4 d and counting`. */
export function spokenExposure(exposure: ExposureView): string {
  if (exposure.state === "not_due") return "Effective end not reached";
  const upper = formatDuration(exposure.upperMicros);
  const lower = formatDuration(exposure.lowerMicros);
  const span = lower === upper ? upper : `between ${lower} and ${upper}`;
  return exposure.state === "running" ? `Exposed ${span} and counting` : `Exposed ${span}`;
}
