import { DAY, type DurationMicros, HOUR, MINUTE, SECOND } from "#lib/core/instant.ts";

const UNITS = [
  { size: DAY, word: "d" },
  { size: HOUR, word: "h" },
  { size: MINUTE, word: "min" },
] as const;

interface DurationStyle {
  /** Up where a bound must never be shown too small. */
  readonly round?: "down" | "up";
  /** Minutes are said up to a day, not only to ten hours. */
  readonly fine?: boolean;
}

/**
 * A span in at most two units: `3 d 4 h`, `31 h`, `1 h 32 min`, `6 min`, `<1 min`, `0`.
 * Rounds down unless told otherwise. Sign is dropped; callers say "before" or "in".
 */
export function formatDuration(span: DurationMicros, { round = "down", fine = false }: DurationStyle = {}): string {
  const exact = Math.abs(span);
  if (exact === 0) return "0";
  if (exact < MINUTE && round === "down") return "<1 min";
  const unit = exact < (fine ? DAY : 10 * HOUR) ? MINUTE : HOUR;
  const length = (round === "up" ? Math.ceil(exact / unit) : Math.floor(exact / unit)) * unit;
  if (length >= DAY && length < 2 * DAY) return `${length / HOUR} h`;
  const first = UNITS.findIndex((one) => length >= one.size);
  const parts: string[] = [];
  let rest = length;
  for (const one of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / one.size);
    rest -= count * one.size;
    if (count > 0) parts.push(`${count} ${one.word}`);
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
