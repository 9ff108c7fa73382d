import { type Blocker, blockerWhen } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** Before T0 the person still works here: access can be granted again without anybody doing wrong. */
export function effectiveTime(facts: ClosureFacts): Blocker | null {
  return blockerWhen("before_effective_time", facts.now < facts.effectiveAt);
}
