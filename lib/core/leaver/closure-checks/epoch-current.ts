import { type Blocker, blockerWhen } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** A case of an earlier epoch is not closed but cancelled. */
export function epochCurrent(facts: ClosureFacts): Blocker | null {
  return blockerWhen("epoch_passed", facts.epoch !== facts.currentEpoch);
}
