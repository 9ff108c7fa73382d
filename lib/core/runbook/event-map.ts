import { INTAKE_KINDS, LIFECYCLE_EVENT_KINDS, type LifecycleEventKind } from "../identity/lifecycle-event.ts";
import { CASE_STATES, type CaseState } from "../leaver/case-state.ts";
import type { EventMapView } from "../views/runbook.ts";
import { STATE_WORD } from "./case-words.ts";

/** What the end of an engagement does, by the case that the engagement has. */
export type EndEffect = "opens_first" | "moves_date" | "opens_next" | "nothing_new";

const EFFECT_WORD: Readonly<Record<EndEffect, string>> = {
  opens_first: "Opens the first case of the engagement",
  moves_date: "Goes on in the same case; a different end moves its date and its deadlines",
  opens_next: "Opens a case of the next epoch",
  nothing_new: "Is kept as a fact of the case that stands",
};

/** A case that lives is moved; one that was cancelled is never taken up; one that ended is followed by a later end. */
export const END_EFFECTS: Readonly<
  Record<CaseState | "none", { readonly same: EndEffect; readonly later: EndEffect }>
> = {
  none: { same: "opens_first", later: "opens_first" },
  scheduled: { same: "moves_date", later: "moves_date" },
  open: { same: "moves_date", later: "moves_date" },
  reopened: { same: "moves_date", later: "moves_date" },
  closed_verified: { same: "nothing_new", later: "opens_next" },
  closed_attested: { same: "nothing_new", later: "opens_next" },
  closed_excepted: { same: "nothing_new", later: "opens_next" },
  ended_open: { same: "nothing_new", later: "opens_next" },
  cancelled: { same: "opens_next", later: "opens_next" },
  archived: { same: "nothing_new", later: "opens_next" },
};

const KIND_WORD: Readonly<Record<LifecycleEventKind, string>> = {
  leaver: "A person leaves for good",
  mover: "A person changes the position",
  contract_end: "A contract ends, of a contractor or vendor",
  leave_of_absence: "A person is away for a time",
  return: "A person is back from leave",
  rehire: "A person is taken on again",
  rescission: "A leaving is taken back",
  non_human_retirement: "A service account, bot or app is retired",
};

const TAKEN = "Its end is entered in the case of the engagement, as below.";
/** Not events here yet, but what they ask for can be had by hand. */
const OTHERWISE: Partial<Readonly<Record<LifecycleEventKind, string>>> = {
  rehire: "Refused as an event. Cancel the leaver because of a rehire: what was taken away is put back by its owner.",
  rescission: "Refused as an event. Cancel the leaver because it was rescinded: what was taken away is put back.",
};
const REFUSED = "Refused: no event here yet. Nothing is opened.";

/** What each kind of event does, and what the end of an engagement meets. */
export function eventMap(): EventMapView {
  const taken = (kind: LifecycleEventKind) => INTAKE_KINDS.some((one) => one === kind);
  return {
    kinds: LIFECYCLE_EVENT_KINDS.map((kind) => ({
      kind: KIND_WORD[kind],
      taken: taken(kind),
      effect: taken(kind) ? TAKEN : (OTHERWISE[kind] ?? REFUSED),
    })),
    effects: (["none", ...CASE_STATES] as const).map((state) => ({
      state: state === "none" ? "No case" : STATE_WORD[state],
      sameEnd: EFFECT_WORD[END_EFFECTS[state].same],
      laterEnd: EFFECT_WORD[END_EFFECTS[state].later],
    })),
  };
}
