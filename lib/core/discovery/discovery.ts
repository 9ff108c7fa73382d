/** A full listing of a system, page by page. `held`: it lost a large share, and a person has to look first. */
export const DISCOVERY_STATES = ["running", "finished", "held", "failed", "cancelled"] as const;
export type DiscoveryState = (typeof DISCOVERY_STATES)[number];

/** What is known when the last page has been read. */
export interface DiscoveryCounts {
  /** Different accounts seen in this very run. */
  readonly seen: number;
  /** As the target counted them on its first and on its last page; null where it does not say. */
  readonly totalFirst: number | null;
  readonly totalLast: number | null;
  /** Only what changed since a moment was asked for. */
  readonly incremental: boolean;
  /** Rows that could not be read. */
  readonly unreadable: number;
}

/**
 * Whether a run saw everybody: read to its end, no row unreadable, as many different accounts as the target counts, and
 * that count did not move meanwhile. Accounts that come and go while pages are read shift others past the reader: then
 * nobody may be called gone. A target that does not count is believed when it says that there is no further page.
 */
export function sawEverybody(counts: DiscoveryCounts): boolean {
  const { seen, totalFirst, totalLast, incremental, unreadable } = counts;
  if (incremental || unreadable > 0 || totalFirst !== totalLast) return false;
  return totalLast === null || totalLast === seen;
}
