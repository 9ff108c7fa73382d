import type { NewStep } from "#db/queries/steps/add-steps.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";

/** An item from which something may have been taken away that was meant to stay. */
export interface Overtaken {
  readonly caseId: string;
  readonly itemId: string;
  readonly systemId: string;
  /** Epoch under which it was taken away. */
  readonly epoch: number;
}

/** A step for the system's owner: look what is missing and put it back. */
export function restoreStep({ caseId, itemId, systemId, epoch }: Overtaken, now: number, id: string): NewStep {
  const plain = { priority: 10, notBefore: now, dueAt: now, ownerIdentityId: null, ownerReason: null };
  return { id, kind: "restore", state: "waiting", caseId, itemId, systemId, epoch, ...plain };
}

/** The ledger's entry for a step of `restoreStep`. */
export function restoreRaised({ id, caseId, epoch }: NewStep, itemId: string): Entry {
  const data = { step: idOf<"step">(id), item: idOf<"item">(itemId), epoch };
  return { kind: "step.restore_raised", caseId: idOf<"case">(caseId), data };
}
