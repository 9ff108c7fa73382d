import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** A call in flight may still change what was just seen; one that is queued would act on a case that is closed. */
export function callsLanded(facts: ClosureFacts): Blocker | null {
  const ahead = facts.steps.filter((step) => step.leased || step.kind === "act");
  return blockerAbout(
    "call_in_flight",
    ahead.map(({ step }) => step),
  );
}
