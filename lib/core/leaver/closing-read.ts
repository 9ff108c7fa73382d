import { DAY, type DurationMicros, type Instant, plus } from "../instant.ts";

/** How one system of a case was last read to its end, and what was done there. */
export interface SystemRead {
  /** Start of the last complete inventory of the person there; null when there was none. */
  readonly readAt: Instant | null;
  /** Last claim about an item there, whoever made it. */
  readonly lastClaimAt: Instant | null;
  /** How long the system may show an old state: the longest of its layers that a connector looks at. */
  readonly freshness: DurationMicros;
}

/** How long a closed case is watched, and how often it is read in that time. */
export const WATCH: DurationMicros = 30 * DAY;
export const WATCH_EVERY: DurationMicros = DAY;

/**
 * True while a system must be read once more before its case may close: what appeared between the first inventory and
 * the effective end, or came back under another id after the last act, is found by nothing else. A list that is older
 * than it looks is such a reading only of the time before: a sign-in just before the account was closed is not on it yet.
 */
export function needsReading(read: SystemRead, effectiveAt: Instant): boolean {
  return read.readAt === null || read.readAt < readableFrom(read, effectiveAt);
}

/** From when on a reading shows everything there was at the effective end and right after the last claim. */
export function readableFrom({ lastClaimAt, freshness }: SystemRead, effectiveAt: Instant): Instant {
  const shown = lastClaimAt === null || lastClaimAt < effectiveAt ? effectiveAt : plus(lastClaimAt, 1);
  return plus(shown, freshness);
}
