import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** While a connector signs in with it, the leaver's own credential works; and once it ends, nothing there can be looked at. */
export function credentialsReplaced(facts: ClosureFacts): Blocker | null {
  return blockerAbout("credential_in_use", facts.systemsOnCredential);
}
