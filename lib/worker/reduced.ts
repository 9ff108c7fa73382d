import type { InventoryResult } from "#lib/use-cases/inventory/result.ts";
import type { StepOutcome } from "#lib/use-cases/steps/outcome.ts";

/** The outcome without anything the target said: it was called, it was looked at, and nothing is known. */
export function reducedOutcome({ act, look, ...rest }: StepOutcome): StepOutcome {
  const outcome = { kind: "unknown", cause: "unexpected_shape" } as const;
  return {
    ...rest,
    act: act === null ? null : { at: act.at, result: { outcome, exchanges: [], retryAfter: null } },
    look: look === null ? null : { ...look, look: UNSEEN },
  };
}

const UNSEEN = {
  presence: "unknown",
  completeness: "failed",
  facts: {},
  sought: "The answer could not be kept.",
  failure: "unexpected_shape",
  exchanges: [],
  retryAfter: null,
} as const;

/** The inventory without anything the target said: nothing was read. */
export function reducedInventory(result: InventoryResult): InventoryResult {
  const nothing = { accounts: [], access: [], complete: false, failure: "unexpected_shape", retryAfter: null } as const;
  return { ...result, ...nothing, sought: "The answer could not be kept.", read: { exchanges: [] } };
}
