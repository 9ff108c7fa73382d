import { readNow } from "#db/queries/clock/read-now.ts";
import { addSteps } from "#db/queries/steps/add-steps.ts";
import { findUnwatchedItems, pullLooksForward } from "#db/queries/steps/hurry-looks.ts";
import type { Tx } from "#db/tx.ts";
import type { RunCtx } from "./command.ts";

/** Before everything that waits its turn: somebody is looking at the screen. */
const ASKED_BY_A_PERSON = 0;

/** Makes the looks at items due now, and adds those that could be made and have none. @returns how many are due */
export async function lookNow(tx: Tx, ctx: RunCtx, itemIds: readonly string[]): Promise<number> {
  if (itemIds.length === 0) return 0;
  const pulled = await pullLooksForward(tx, itemIds);
  const [items, notBefore] = await Promise.all([findUnwatchedItems(tx, itemIds), readNow(tx)]);
  const plain = { kind: "observe", state: "ready", priority: ASKED_BY_A_PERSON, notBefore } as const;
  await addSteps(
    tx,
    items.map((item) => ({ id: ctx.newId(), ...item, ...plain, ownerIdentityId: null, ownerReason: null })),
  );
  return pulled + items.length;
}
