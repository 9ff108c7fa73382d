import { DAY, type DurationMicros, HOUR, MINUTE } from "../instant.ts";
import type { ExposureView } from "../views/exposure.ts";

/** A span to the minute: `3 d 23 h 12 min`. `up` for an upper bound, which must never be shown too small. */
export function paperSpan(span: DurationMicros, round: "down" | "up"): string {
  const minutes = round === "up" ? Math.ceil(span / MINUTE) : Math.floor(span / MINUTE);
  const whole = minutes * MINUTE;
  const parts = [
    [Math.floor(whole / DAY), "d"],
    [Math.floor((whole % DAY) / HOUR), "h"],
    [Math.floor((whole % HOUR) / MINUTE), "min"],
  ] as const;
  const text = parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`])).join(" ");
  return text === "" ? "0 min" : text;
}

/** Residual access as an interval: what was seen for certain, and what cannot be ruled out. */
export function paperExposure({ state, lowerMicros, upperMicros, tail }: ExposureView): string {
  if (state === "not_due") return "Not due";
  const lower = paperSpan(lowerMicros, "down");
  const upper = paperSpan(upperMicros, "up");
  const span = lower === upper ? upper : `${lower} – ${upper}`;
  if (state === "ended") return span;
  return tail === "usable" ? `${span}, still running` : `${span}, not seen to have ended`;
}
