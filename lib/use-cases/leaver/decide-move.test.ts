import { describe, expect, test } from "vitest";
import type { SettlingCase } from "#db/queries/leavers/take-settling.ts";
import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { DAY, instant } from "#lib/core/instant.ts";
import type { CaseState } from "#lib/core/leaver/case-state.ts";
import type { Derived } from "../_kit/derive-verdicts.ts";
import { decideMove } from "./decide-move.ts";

const NOW = instant(100 * DAY);

/** As much of an item as the move of a closed case reads. */
function item(key: VerdictKey, permissionEnded = false): Derived {
  return { verdict: { key }, permissionEnded } as unknown as Derived;
}

function eventOf(state: CaseState, derived: readonly Derived[], outcome: string | null = state): string | null {
  const one = { id: "c", state, outcome, closedAt: instant(99 * DAY) } as unknown as SettlingCase;
  const nothing = { steps: [], reads: [], systemsHeld: [], systemsOnCredential: [] };
  const move = decideMove(one, { derived, owners: new Map(), ...nothing, now: NOW }, "t");
  return move === null ? null : move.event;
}

describe("a case that closed by exceptions", () => {
  test("reopens because an exception ended only where one did", () => {
    expect(eventOf("closed_excepted", [item("excepted_until"), item("cannot_check", true)])).toBe("exception_ended");
    expect(eventOf("closed_excepted", [item("excepted_until"), item("cannot_check")])).toBeNull();
  });

  test("says that the exception ended, not that access returned, of access that was never gone", () => {
    expect(eventOf("closed_excepted", [item("still_present", true)])).toBe("exception_ended");
    expect(eventOf("archived", [item("still_present", true)], "closed_excepted")).toBe("exception_ended");
  });

  test("says that access returned where any did, whatever ended beside it", () => {
    expect(eventOf("closed_excepted", [item("cannot_check", true), item("missed_at_inventory")])).toBe(
      "access_returned",
    );
    expect(eventOf("closed_excepted", [item("came_back", true)])).toBe("access_returned");
  });
});

test("what nobody could look at after the closing reopens no case, whatever it closed by", () => {
  for (const state of ["closed_verified", "closed_attested", "closed_excepted", "archived"] as const)
    expect(eventOf(state, [item("cannot_check")], "closed_verified")).toBeNull();
});

test("an exception that ended long ago hides no return of access in a case that closed verified", () => {
  expect(eventOf("closed_verified", [item("still_present", true)])).toBe("access_returned");
});
