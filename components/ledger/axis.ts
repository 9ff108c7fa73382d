import { DAY, type DurationMicros, HOUR, MINUTE } from "#lib/core/instant.ts";

/** Where the effective end stands, in percent of the axis; left of it lies what was removed before. */
export const T0_AT = 8.75;
/** Where thirty days stand; beyond it the axis is cut off and an arrow says that it goes on. */
const END_AT = 94.5;
const LAST: DurationMicros = 30 * DAY;
/** Below this span the scale is close to even; above it, it is logarithmic. */
const KNEE: DurationMicros = 15 * MINUTE;

export const TICKS: readonly { readonly span: DurationMicros; readonly word: string }[] = [
  { span: 0, word: "T0" },
  { span: HOUR, word: "1 h" },
  { span: 4 * HOUR, word: "4 h" },
  { span: DAY, word: "24 h" },
  { span: 7 * DAY, word: "7 d" },
  { span: LAST, word: "30 d" },
];

/**
 * Place of a span on the log time axis, in percent of its width; negative spans lie left of T0.
 * Clamped to the axis: a longer exposure ends at its right edge.
 */
export function axisAt(span: DurationMicros): number {
  const grown = Math.log1p(Math.abs(span) / KNEE) / Math.log1p(LAST / KNEE);
  const at = T0_AT + Math.sign(span) * grown * (END_AT - T0_AT);
  return Math.round(Math.max(2.5, Math.min(97, at)) * 100) / 100;
}
