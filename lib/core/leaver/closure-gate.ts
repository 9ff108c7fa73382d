import { type Decision, okUnless } from "../result.ts";
import type { Blocker } from "./blocker.ts";
import type { ClosedState } from "./case-state.ts";
import { attestedTiers } from "./closure-checks/attested-tiers.ts";
import { callsLanded } from "./closure-checks/calls-landed.ts";
import { credentialsReplaced } from "./closure-checks/credentials-replaced.ts";
import { effectiveTime } from "./closure-checks/effective-time.ts";
import { epochCurrent } from "./closure-checks/epoch-current.ts";
import { exceptionsOwned } from "./closure-checks/exceptions-owned.ts";
import { inventoryComplete } from "./closure-checks/inventory-complete.ts";
import { itemsEnded } from "./closure-checks/items-ended.ts";
import { listingsReleased } from "./closure-checks/listings-released.ts";
import { restoresDone } from "./closure-checks/restores-done.ts";
import { somethingLookedAt } from "./closure-checks/something-looked-at.ts";
import { stateOpen } from "./closure-checks/state-open.ts";
import { verdictsCurrent } from "./closure-checks/verdicts-current.ts";
import type { ClosureFacts } from "./closure-facts.ts";
import { outcomeOf } from "./outcome.ts";

/** Every check, in the order in which blockers are listed. A case closes when none stands; nothing overrides one. */
const CHECKS: readonly ((facts: ClosureFacts) => Blocker | null)[] = [
  stateOpen,
  effectiveTime,
  epochCurrent,
  inventoryComplete,
  somethingLookedAt,
  listingsReleased,
  credentialsReplaced,
  itemsEnded,
  verdictsCurrent,
  attestedTiers,
  exceptionsOwned,
  callsLanded,
  restoresDone,
];

/** Everything that keeps the case from closing; empty when it may close. */
export function closureBlockers(facts: ClosureFacts): readonly Blocker[] {
  return CHECKS.map((check) => check(facts)).filter((blocker) => blocker !== null);
}

/** The outcome with which the case closes, or every blocker that stands. */
export function closure(facts: ClosureFacts): Decision<ClosedState, Blocker> {
  return okUnless(outcomeOf(facts.items.map(({ key }) => key)), closureBlockers(facts));
}
