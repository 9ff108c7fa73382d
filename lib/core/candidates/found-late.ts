import type { Instant } from "../instant.ts";
import type { LeaverUse } from "./sighting.ts";

/** A leaving of somebody who was seen using a candidate. */
export interface SeenLeaving extends LeaverUse {
  readonly caseNumber: number;
  /** Start of the next engagement of the same person; null where there is none. */
  readonly engagedAgainAt: Instant | null;
  /** When the case first closed; null while it never did. */
  readonly closedAt: Instant | null;
}

/** Whether the use says anything of this leaving: not, when it is of a later engagement. Without a time it may. */
export function concernsLeaving({ seenAt, engagedAgainAt }: SeenLeaving): boolean {
  return engagedAgainAt === null || seenAt === null || seenAt < engagedAgainAt;
}

/**
 * Leavings that closed before the system was in the inventory: what they proved, they proved without it.
 * @param listedAt when the system came into the inventory; null: it is not there
 */
export function foundLate<Leaving extends SeenLeaving>(
  leavings: readonly Leaving[],
  listedAt: Instant | null,
): readonly Leaving[] {
  return leavings.filter(
    (one) => concernsLeaving(one) && one.closedAt !== null && (listedAt === null || one.closedAt < listedAt),
  );
}

/** The metric: systems found only after a closure, of how many that sightings brought to light. */
export interface FoundLateCount {
  readonly found: number;
  /** Systems of which a source names people. */
  readonly of: number;
  /** Systems of which no source names anybody: found late or not, nobody knows. */
  readonly unknown: number;
}

/** Counts once each system; one that is not ours is in no figure. */
export function countFoundLate(
  systems: readonly { readonly late: number; readonly namesPeople: boolean }[],
): FoundLateCount {
  const named = systems.filter(({ namesPeople }) => namesPeople);
  const found = named.filter(({ late }) => late > 0).length;
  return { found, of: named.length, unknown: systems.length - named.length };
}
