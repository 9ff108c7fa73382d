import type { CaseState } from "../leaver/case-state.ts";
import type { CaseEvent } from "../leaver/transitions.ts";
import { LEAVER_STATUS_WORD } from "../views/leaver-status.ts";

/** Words of every state of a case. */
export const STATE_WORD: Readonly<Record<CaseState, string>> = { ...LEAVER_STATUS_WORD, archived: "Archived" };

/** What moves a case, in words. A kind that is missing does not compile. */
export const EVENT_WORD: Readonly<Record<CaseEvent, string>> = {
  effective_time_reached: "the effective end comes",
  dispatched_now: "somebody dispatches at once",
  date_changed: "a source moves the end",
  gate_passed_verified: "no check stands, all verified",
  gate_passed_attested: "no check stands, some attested",
  gate_passed_excepted: "no check stands, some excepted or retained",
  nobody_answered: "deputy and executive stayed silent",
  access_returned: "the watch sees access again",
  exception_ended: "an exception ends",
  finding_taken_up: "somebody takes the finding up",
  rescinded: "the leaving is taken back",
  rehired: "the person is rehired",
  watch_ended: "the watch ends",
};
