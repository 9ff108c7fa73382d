import type { VerdictKey } from "../access/verdict-key.ts";
import { VERDICT_GROUP } from "../access/verdict-key.ts";
import type { ClosedState } from "./case-state.ts";
import type { CaseEvent } from "./transitions.ts";

/** The outcome of a case all of whose items pass: the weakest kind of passing names it. */
export function outcomeOf(keys: readonly VerdictKey[]): ClosedState {
  const groups = new Set(keys.map((key) => VERDICT_GROUP[key]));
  if (groups.has("excepted")) return "closed_excepted";
  return groups.has("attested") ? "closed_attested" : "closed_verified";
}

/** The event with which the gate moves a case into `outcome`. */
export function gateEvent(outcome: ClosedState): CaseEvent {
  switch (outcome) {
    case "closed_verified":
      return "gate_passed_verified";
    case "closed_attested":
      return "gate_passed_attested";
    case "closed_excepted":
      return "gate_passed_excepted";
  }
}
