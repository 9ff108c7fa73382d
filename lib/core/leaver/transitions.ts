import { domainError } from "../errors.ts";
import { type Decision, ok, refused } from "../result.ts";
import type { CaseState } from "./case-state.ts";

/** Everything that can move a case. Closing events are raised by the gate alone, never by hand. */
export const CASE_EVENTS = [
  "effective_time_reached",
  "dispatched_now",
  "date_changed",
  "gate_passed_verified",
  "gate_passed_attested",
  "gate_passed_excepted",
  "nobody_answered",
  "access_returned",
  "exception_ended",
  "finding_taken_up",
  "rescinded",
  "rehired",
  "watch_ended",
] as const;
export type CaseEvent = (typeof CASE_EVENTS)[number];

type Row = Partial<Readonly<Record<CaseEvent, CaseState>>>;

const OPEN: Row = {
  // A later date does not put access back that was already taken: the case stays open and its deadlines move.
  date_changed: "open",
  dispatched_now: "open",
  gate_passed_verified: "closed_verified",
  gate_passed_attested: "closed_attested",
  gate_passed_excepted: "closed_excepted",
  nobody_answered: "ended_open",
  rescinded: "cancelled",
  rehired: "cancelled",
};

const CLOSED: Row = { access_returned: "reopened", watch_ended: "archived" };

/** The one table: state × event → state. What is not here is refused. */
const TRANSITIONS: Readonly<Record<CaseState, Row>> = {
  scheduled: {
    date_changed: "scheduled",
    effective_time_reached: "open",
    dispatched_now: "open",
    rescinded: "cancelled",
    rehired: "cancelled",
  },
  open: OPEN,
  reopened: { ...OPEN, date_changed: "reopened", dispatched_now: "reopened" },
  closed_verified: CLOSED,
  closed_attested: CLOSED,
  closed_excepted: { ...CLOSED, exception_ended: "reopened" },
  ended_open: {
    access_returned: "reopened",
    finding_taken_up: "reopened",
    rescinded: "cancelled",
    rehired: "cancelled",
  },
  // A cancelled case stays cancelled: leaving again is a new epoch and a case of its own.
  cancelled: {},
  archived: { access_returned: "reopened", exception_ended: "reopened" },
};

/** The state after `event`, or a refusal that names both. */
export function transition(state: CaseState, event: CaseEvent): Decision<CaseState> {
  const next = TRANSITIONS[state][event];
  if (next !== undefined) return ok(next);
  return refused(
    domainError("transition_refused", {
      sentence: `A case that is ${state} cannot take ${event}. Nothing was changed. See its state and try again.`,
    }),
  );
}
