import type { DurationMicros, Instant } from "../instant.ts";

/** Clocks of one item that say in whose hands the time went by. */
export interface HandsClocks {
  /** T0. */
  readonly effectiveAt: Instant;
  /** Tn: HR told; null when HR states no time. */
  readonly notifiedAt: Instant | null;
  /** Td: Closeout learned of it. */
  readonly detectedAt: Instant;
  /** When a step was handed to a person; null when it ran by itself. */
  readonly handedOverAt: Instant | null;
  /** Tv, or now while the item is open. */
  readonly goneAt: Instant;
}

/** In whose hands the time between T0 and Tv went by. The three add up to max(0, Tv − T0). */
export interface HandsHours {
  readonly hr: DurationMicros;
  readonly iam: DurationMicros;
  readonly owner: DurationMicros;
}

/** Splits max(0, Tv − T0): until HR told it is HR's, until a person had the step it is IAM's, then the owner's. */
export function hoursByHands(clocks: HandsClocks): HandsHours {
  const start = clocks.effectiveAt;
  const end = Math.max(start, clocks.goneAt);
  const told = Math.min(end, Math.max(start, clocks.notifiedAt ?? clocks.detectedAt));
  const handed = clocks.handedOverAt === null ? end : Math.min(end, Math.max(told, clocks.handedOverAt));
  return { hr: told - start, iam: handed - told, owner: end - handed };
}
