import { LAYERS, type Layer } from "../access/layer.ts";
import { PASSING } from "../access/passing.ts";
import { VERDICT_GROUP, type VerdictKey } from "../access/verdict-key.ts";
import type { Instant } from "../instant.ts";

/** Waymarks of a case, each holding the one before it. */
export const MILESTONES = ["contained", "access_ended", "closed"] as const;
export type Milestone = (typeof MILESTONES)[number];

/** One item as milestones see it. */
export interface MilestoneItem {
  readonly layer: Layer;
  readonly key: VerdictKey;
  /** True for a group or entitlement that lets its holder in from outside (VPN, remote desktop). */
  readonly remoteAccess: boolean;
  readonly firstSeenGoneAt: Instant | null;
}

/** How far a milestone is. Items outside every count (Never found, Not applicable) are not in `total`. */
export interface MilestoneProgress {
  readonly milestone: Milestone;
  readonly reached: boolean;
  readonly ended: number;
  readonly total: number;
  /** When the last of its items was first seen gone; null while not reached, or when one was never seen. */
  readonly at: Instant | null;
}

const CONTAINING: ReadonlySet<Layer> = new Set(["account", "session", "credential"]);

/**
 * Contained, Access ended and Closed, in that order. An exception ends a case but contains nothing. Nothing is reached
 * while the inventory is incomplete: what was not read may hold what a milestone is about.
 */
export function milestones(items: readonly MilestoneItem[], inventoryComplete: boolean): readonly MilestoneProgress[] {
  return MILESTONES.map((milestone) => {
    const own = items.filter((item) => belongsTo(milestone, item) && VERDICT_GROUP[item.key] !== "outside");
    const ended = own.filter(({ key }) => countsFor(milestone, key));
    const reached = inventoryComplete && items.length > 0 && ended.length === own.length;
    return { milestone, reached, ended: ended.length, total: own.length, at: reached ? lastSeenGone(own) : null };
  });
}

function belongsTo(milestone: Milestone, item: MilestoneItem): boolean {
  switch (milestone) {
    case "contained":
      return CONTAINING.has(item.layer) || item.remoteAccess;
    case "access_ended":
      return LAYERS.indexOf(item.layer) <= LAYERS.indexOf("machine_identity");
    case "closed":
      return true;
  }
}

function countsFor(milestone: Milestone, key: VerdictKey): boolean {
  return PASSING.has(key) && (milestone === "closed" || VERDICT_GROUP[key] !== "excepted");
}

function lastSeenGone(items: readonly MilestoneItem[]): Instant | null {
  let last: Instant | null = null;
  for (const { firstSeenGoneAt } of items) {
    if (firstSeenGoneAt === null) return null;
    if (last === null || firstSeenGoneAt > last) last = firstSeenGoneAt;
  }
  return last;
}
