import { addItems } from "#db/queries/inventory/add-items.ts";
import { adoptItems } from "#db/queries/inventory/adopt-items.ts";
import { addSteps, type NewStep } from "#db/queries/steps/add-steps.ts";
import type { Tx } from "#db/tx.ts";
import type { Plan } from "./plan.ts";

/** What of some plans is new: items by their ids, and steps, `queued` naming those that the queue did not have yet. */
export interface PlansWritten {
  readonly added: ReadonlySet<string>;
  readonly steps: readonly NewStep[];
  readonly queued: ReadonlySet<string>;
}

/** Adds the items and steps of plans; an item of a layer that showed nothing so far takes over what was found there. */
export async function writePlans(tx: Tx, plans: readonly Plan[]): Promise<PlansWritten> {
  const items = plans.flatMap((plan) => plan.items);
  const adopted = await adoptItems(tx, items);
  const added = await addItems(
    tx,
    items.filter((item) => !adopted.has(item.id)),
  );
  const steps = plans.flatMap((plan) => plan.steps).flatMap((step) => ofItem(step, added, adopted));
  const queued = await addSteps(tx, steps);
  return { added, steps, queued };
}

/** A planned step for the item that is there now: added, or one that was there and took the access over. */
function ofItem(step: NewStep, added: ReadonlySet<string>, adopted: ReadonlyMap<string, string>): NewStep[] {
  if (step.itemId === null) return [];
  const itemId = adopted.get(step.itemId) ?? step.itemId;
  return itemId !== step.itemId || added.has(itemId) ? [{ ...step, itemId }] : [];
}
