import { DAY, type DurationMicros, HOUR, MINUTE, SECOND } from "#lib/core/instant.ts";

const UNITS = [
  { size: DAY, word: "d" },
  { size: HOUR, word: "h" },
  { size: MINUTE, word: "min" },
] as const;

/**
 * A span in at most two units: `3 d 4 h`, `31 h`, `1 h 32 min`, `6 min`, `<1 min`, `0`.
 * Rounds down: a span is never shown longer than it is. Sign is dropped; callers say "before" or "in".
 */
export function formatDuration(span: DurationMicros): string {
  const length = Math.abs(span);
  if (length === 0) return "0";
  if (length < MINUTE) return "<1 min";
  if (length >= DAY && length < 2 * DAY) return `${Math.floor(length / HOUR)} h`;
  const first = UNITS.findIndex((unit) => length >= unit.size);
  const parts: string[] = [];
  let rest = length;
  for (const unit of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / unit.size);
    rest -= count * unit.size;
    if (count > 0) parts.push(`${count} ${unit.word}`);
  }
  return parts.join(" ");
}

/** How long one look took: `1.2 s`, `48 ms`. */
export function formatTook(span: DurationMicros): string {
  if (span >= SECOND) return `${(span / SECOND).toFixed(1)} s`;
  return `${Math.max(1, Math.round(span / 1000))} ms`;
}

/** Microseconds from one ISO moment to another. */
export function spanBetween(fromIso: string, toIso: string): DurationMicros {
  return (Date.parse(toIso) - Date.parse(fromIso)) * 1000;
}

/** `12 min ago`, `in 2 h 28 min`, `now`, seen from `nowIso`. */
export function formatRelative(iso: string, nowIso: string): string {
  const span = spanBetween(nowIso, iso);
  if (Math.abs(span) < MINUTE) return "just now";
  return span < 0 ? `${formatDuration(span)} ago` : `in ${formatDuration(span)}`;
}
