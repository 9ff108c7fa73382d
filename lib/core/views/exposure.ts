import type { DurationMicros } from "../instant.ts";
import type { IsoUtc } from "./time.ts";

/**
 * Residual access after the effective end, as an interval in microseconds.
 * `lowerMicros` is what was seen usable for certain, `upperMicros` what cannot be ruled out.
 */
export interface ExposureView {
  /** `not_due`: the effective end lies ahead. `running`: upper grows until something is seen gone. */
  readonly state: "not_due" | "running" | "ended";
  readonly lowerMicros: DurationMicros;
  readonly upperMicros: DurationMicros;
  /** What the part between lower and upper stands on: last look saw it usable, or nobody knows. */
  readonly tail: "usable" | "not_known";
}

/** Outcome of a deadline. Undeterminable: it lies between "last seen usable" and "first seen gone". */
export type DeadlineState = "due" | "met" | "missed" | "undeterminable";

export interface DeadlineView {
  readonly atIso: IsoUtc;
  /** IANA zone of the event the deadline is counted from. */
  readonly zone: string;
  readonly state: DeadlineState;
}
