import { DAY, type DurationMicros, type Instant } from "../instant.ts";

/** How one system of a case was last read to its end, and what was done there. */
export interface SystemRead {
  /** Start of the last complete inventory of the person there; null when there was none. */
  readonly readAt: Instant | null;
  /** Last claim about an item there, whoever made it. */
  readonly lastClaimAt: Instant | null;
}

/** How long a closed case is watched, and how often it is read in that time. */
export const WATCH: DurationMicros = 30 * DAY;
export const WATCH_EVERY: DurationMicros = DAY;

/**
 * True while a system must be read once more before its case may close: what appeared between the first inventory and
 * the effective end, or came back under another id after the last act, is found by nothing else.
 */
export function needsReading({ readAt, lastClaimAt }: SystemRead, effectiveAt: Instant): boolean {
  return readAt === null || readAt < effectiveAt || (lastClaimAt !== null && readAt <= lastClaimAt);
}
