import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { PersonEngagement } from "#db/queries/intake/find-people.ts";
import { INTAKE_KINDS, LIFECYCLE_EVENT_KINDS } from "#lib/core/identity/lifecycle-event.ts";
import { instant } from "#lib/core/instant.ts";
import { CASE_STATES, type CaseState, isLive } from "#lib/core/leaver/case-state.ts";
import { transition } from "#lib/core/leaver/transitions.ts";
import { END_EFFECTS, eventMap } from "#lib/core/runbook/event-map.ts";
import { decideRow } from "./decide-row.ts";
import { readEventRow } from "./event-row.ts";

const END = Date.UTC(2026, 2, 31, 18) * 1000;
const event = (over: object = {}) => ({
  source: "hr",
  eventId: "1",
  personKey: "p",
  effectiveAt: "2026-03-31T18:00",
  zone: "UTC",
  ...over,
});

/** The epoch of the case that the intake would open for an end at `effectiveAt`; null when it goes on in the one there is. */
function opens(state: CaseState | "none", effectiveAt: string): number | null {
  const person: PersonEngagement = {
    personKey: "p",
    identityId: "i",
    displayName: "P",
    engagementId: "g",
    engagementKind: "employee",
    endedAt: null,
    caseId: state === "none" ? null : "c",
    caseNumber: state === "none" ? null : 2041,
    caseState: state === "none" ? null : state,
    caseEpoch: state === "none" ? null : 1,
    caseClosedAt: null,
    caseSource: state === "none" ? null : "hr",
    caseStatedAt: null,
    caseEffectiveAt: state === "none" ? null : END,
  };
  const row = readEventRow(event({ effectiveAt }));
  if (!row.ok) throw new Error(JSON.stringify(row.reasons));
  const decided = decideRow(0, row.value, {
    now: instant(END),
    sha256: (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest()),
    newId: () => "new",
    events: new Map(),
    people: new Map([["p", [person]]]),
  });
  if (decided.kind !== "accept") throw new Error(JSON.stringify(decided));
  return decided.epoch;
}

const EPOCH = { opens_first: 1, opens_next: 2, moves_date: null, nothing_new: null } as const;

test.each(["none", ...CASE_STATES] as const)(
  "an end that meets a case that is %s does what the runbook says",
  (state) => {
    expect(opens(state, "2026-03-31T18:00"), "the same end").toBe(EPOCH[END_EFFECTS[state].same]);
    expect(opens(state, "2026-06-30T18:00"), "a later end").toBe(EPOCH[END_EFFECTS[state].later]);
  },
);

test("a date is moved exactly where the transition table lets it be moved", () => {
  for (const state of CASE_STATES) {
    expect(END_EFFECTS[state].later === "moves_date", state).toBe(transition(state, "date_changed").ok);
    expect(isLive(state), state).toBe(transition(state, "date_changed").ok);
  }
});

test("the kinds that the runbook calls taken are the kinds that the intake reads", () => {
  const { kinds } = eventMap();
  expect(kinds).toHaveLength(LIFECYCLE_EVENT_KINDS.length);
  for (const [place, kind] of LIFECYCLE_EVENT_KINDS.entries())
    expect(readEventRow(event({ kind })).ok, kind).toBe(kinds[place]?.taken);
  expect(kinds.filter(({ taken }) => taken)).toHaveLength(INTAKE_KINDS.length);
});
