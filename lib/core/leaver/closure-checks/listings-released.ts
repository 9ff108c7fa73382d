import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** A listing that lost a large share proves nothing absent until a person has looked at it. */
export function listingsReleased(facts: ClosureFacts): Blocker | null {
  return blockerAbout("listing_held", facts.systemsHeld);
}
