import type { CaseRow } from "#db/queries/views/read-case.ts";
import type { ItemRow } from "#db/queries/views/read-rows.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { VERDICT_GROUP } from "#lib/core/access/verdict-key.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type DeadlineOutcome, deadlineOutcome } from "#lib/core/leaver/deadlines.ts";
import { type Milestone, milestones } from "#lib/core/leaver/milestones.ts";
import type { MilestoneView } from "#lib/core/views/leaver.ts";
import { isoUtc } from "../../_kit/times.ts";

/** Effective end, Contained, Access ended, Closed: how far, and until when. */
export function milestoneViews(
  one: CaseRow,
  items: readonly ItemRow[],
  inventoryComplete: boolean,
): readonly MilestoneView[] {
  const made = milestones(
    items.map(({ layer, key, firstSeenGoneAt }) => ({ layer, key, firstSeenGoneAt, remoteAccess: false })),
    // A case that closed was read to its end; a later look at a system does not take that back.
    inventoryComplete || one.closedAt !== null,
  );
  const reached = one.now >= one.effectiveAt;
  return [
    {
      key: "effective_end",
      state: reached ? "reached" : "open",
      reachedAtIso: reached ? isoUtc(one.effectiveAt) : null,
      left: 0,
      deadline: null,
    },
    ...made.map(({ milestone, reached: met, ended, total, at }): MilestoneView => {
      const closed = milestone === "closed";
      const done = closed ? one.closedAt !== null : met;
      return {
        key: milestone,
        state: done ? "reached" : "open",
        reachedAtIso: isoUtc(closed ? one.closedAt : at),
        left: total - ended,
        deadline: deadlineOf(one, items, milestone, done ? (closed ? one.closedAt : at) : null),
      };
    }),
  ];
}

const LAYERS_OF: Readonly<Record<Milestone, (layer: Layer) => boolean>> = {
  contained: (layer) => layer === "account" || layer === "session" || layer === "credential",
  access_ended: (layer) => layer !== "custody",
  closed: () => true,
};

/**
 * Access of which nobody knows whether it was still there at the deadline leaves the outcome undeterminable. Closing is
 * a fact of our own: one that has not come by its deadline was missed.
 */
function outcomeOf(
  one: CaseRow,
  own: readonly ItemRow[],
  milestone: Milestone,
  dueAt: Instant,
  at: Instant | null,
): DeadlineOutcome {
  if (milestone === "closed" && (at ?? one.now) > dueAt) return "missed";
  const seenUsable = own.map((item) => item.lastSeenUsableAt).filter((seen) => seen !== null);
  const last = seenUsable.reduce<Instant | null>((a, b) => (a !== null && a > b ? a : b), null);
  return deadlineOutcome(dueAt, last, at, one.now);
}

/** A milestone is due with the first of its items that is still open; once reached, with the last of them all. */
function deadlineOf(
  one: CaseRow,
  items: readonly ItemRow[],
  milestone: Milestone,
  at: Instant | null,
): MilestoneView["deadline"] {
  const own = items.filter((item) => LAYERS_OF[milestone](item.layer) && VERDICT_GROUP[item.key] !== "outside");
  const open = own.filter((item) => !PASSING.has(item.key));
  const dues = (open.length > 0 ? open : own).map((item) => item.dueAt).sort((a, b) => a - b);
  const dueAt = open.length > 0 ? dues[0] : dues.at(-1);
  if (dueAt === undefined) return null;
  return { atIso: isoUtc(dueAt), zone: one.zone, state: outcomeOf(one, own, milestone, dueAt, at) };
}
