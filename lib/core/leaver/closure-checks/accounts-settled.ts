import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** An account that may be the leaver's stays in the way until somebody says whose it is. */
export function accountsSettled(facts: ClosureFacts): Blocker | null {
  return blockerAbout("account_held", facts.accountsHeld);
}
