import { readNow } from "#db/queries/clock/read-now.ts";
import { addSteps } from "#db/queries/steps/add-steps.ts";
import { findUnacted, findUnwatched } from "#db/queries/steps/find-stepless.ts";
import { findUnread } from "#db/queries/steps/find-unread.ts";
import { pullForward } from "#db/queries/steps/pull-forward.ts";
import type { Tx } from "#db/tx.ts";
import type { RunCtx } from "../_kit/command.ts";

/** Before everything that waits its turn: somebody is looking at the screen. */
const ASKED_BY_A_PERSON = 0;

export interface Hurry {
  readonly caseId: string;
  /** One item; null: all of the case. */
  readonly itemId: string | null;
  readonly kind: "act" | "observe";
}

/** Makes the steps of a kind due at once, and adds those that could be done and have none. Returns how many. */
export async function hurry(tx: Tx, ctx: RunCtx, { caseId, itemId, kind }: Hurry): Promise<number> {
  const pulled = await pullForward(tx, { caseId, itemId, kind });
  const find = kind === "act" ? findUnacted : findUnwatched;
  const [items, now] = await Promise.all([find(tx, caseId, itemId), readNow(tx)]);
  await addSteps(
    tx,
    items.map((item) => ({
      id: ctx.newId(),
      kind,
      state: "ready",
      caseId,
      itemId: item.itemId,
      systemId: item.systemId,
      epoch: item.epoch,
      priority: ASKED_BY_A_PERSON,
      notBefore: now,
      dueAt: item.dueAt,
      ownerIdentityId: null,
      ownerReason: null,
    })),
  );
  const unread = kind === "observe" && itemId === null ? await readAgain(tx, ctx, caseId, now) : 0;
  return pulled + items.length + unread;
}

/** Systems that could not be read when the inventory was taken are asked once more. */
async function readAgain(tx: Tx, ctx: RunCtx, caseId: string, now: number): Promise<number> {
  const unread = await findUnread(tx, caseId);
  const plain = {
    kind: "inventory",
    state: "ready",
    itemId: null,
    dueAt: null,
    ownerIdentityId: null,
    ownerReason: null,
  } as const;
  await addSteps(
    tx,
    unread.map(({ systemId, epoch }) => ({
      id: ctx.newId(),
      caseId,
      systemId,
      epoch,
      priority: ASKED_BY_A_PERSON,
      notBefore: now,
      ...plain,
    })),
  );
  return unread.length;
}
