import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** A call in flight may still change what was just seen. */
export function callsLanded(facts: ClosureFacts): Blocker | null {
  const leased = facts.steps.filter((step) => step.leased);
  return blockerAbout(
    "call_in_flight",
    leased.map(({ step }) => step),
  );
}
