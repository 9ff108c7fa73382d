import { type Blocker, blockerWhen } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** Only an open or reopened case can close. */
export function stateOpen(facts: ClosureFacts): Blocker | null {
  return blockerWhen("state_not_open", facts.state !== "open" && facts.state !== "reopened");
}
