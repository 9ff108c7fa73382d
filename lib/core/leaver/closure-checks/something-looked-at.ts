import { type Blocker, blockerWhen } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** A case without a single item proves nothing: no system was asked. */
export function somethingLookedAt(facts: ClosureFacts): Blocker | null {
  return blockerWhen("nothing_looked_at", facts.items.length === 0);
}
