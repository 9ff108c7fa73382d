import { describe, expect, test } from "vitest";
import type { IdentityId, ItemId } from "../ids.ts";
import { DAY, instant } from "../instant.ts";
import { CASE_STATES, CLOSED_STATES, isClosed, isLive } from "./case-state.ts";
import { mayEndOpen, type UnansweredItem } from "./end-open.ts";
import { gateEvent } from "./outcome.ts";
import { CASE_EVENTS, transition } from "./transitions.ts";

/** The whole table in words, row by row; every pair that is not here must be refused. */
const TABLE = `
scheduled date_changed scheduled
scheduled effective_time_reached open
scheduled dispatched_now open
scheduled rescinded cancelled
scheduled rehired cancelled
open date_changed open
open dispatched_now open
open gate_passed_verified closed_verified
open gate_passed_attested closed_attested
open gate_passed_excepted closed_excepted
open nobody_answered ended_open
open rescinded cancelled
open rehired cancelled
reopened date_changed reopened
reopened dispatched_now reopened
reopened gate_passed_verified closed_verified
reopened gate_passed_attested closed_attested
reopened gate_passed_excepted closed_excepted
reopened nobody_answered ended_open
reopened rescinded cancelled
reopened rehired cancelled
closed_verified access_returned reopened
closed_verified watch_ended archived
closed_attested access_returned reopened
closed_attested watch_ended archived
closed_excepted access_returned reopened
closed_excepted exception_ended reopened
closed_excepted watch_ended archived
ended_open access_returned reopened
ended_open finding_taken_up reopened
ended_open rescinded cancelled
ended_open rehired cancelled
archived access_returned reopened
archived exception_ended reopened
`
  .trim()
  .split("\n")
  .map((row) => row.split(" "));

describe("case transitions", () => {
  test.each(CASE_STATES.flatMap((state) => CASE_EVENTS.map((event) => [state, event] as const)))(
    "%s on %s",
    (state, event) => {
      const next = TABLE.find(([from, on]) => from === state && on === event)?.[2];
      const made = transition(state, event);
      if (next !== undefined) expect(made).toEqual({ ok: true, value: next });
      else expect(made).toMatchObject({ ok: false, reasons: [{ code: "transition_refused" }] });
    },
  );

  test("a refusal names the state and the event", () => {
    const made = transition("cancelled", "rehired");
    expect(made.ok ? "" : made.reasons[0].sentence).toBe(
      "A case that is cancelled cannot take rehired. Nothing was changed. See its state and try again.",
    );
  });

  test("only the gate's own events close a case", () => {
    for (const state of CASE_STATES) {
      for (const event of CASE_EVENTS) {
        const made = transition(state, event);
        if (made.ok && CLOSED_STATES.some((closed) => closed === made.value)) {
          expect(CLOSED_STATES.map(gateEvent)).toContain(event);
        }
      }
    }
  });

  test("ended with open findings is neither closed nor live; archived stays closed", () => {
    expect(CASE_STATES.filter(isClosed)).toEqual([...CLOSED_STATES, "archived"]);
    expect(CASE_STATES.filter(isLive)).toEqual(["scheduled", "open", "reopened"]);
  });
});

describe("ending with open findings", () => {
  // Ids are opaque text: any distinct text will do.
  const executive = "executive" as IdentityId;
  const asked: UnansweredItem = {
    item: "a" as ItemId,
    deputyAskedAt: instant(0),
    executiveAskedAt: instant(DAY),
    answeredAt: null,
  };
  const now = instant(31 * DAY);

  test("thirty days after deputy and executive were asked the findings are the executive's", () => {
    expect(mayEndOpen([asked], executive, now)).toEqual({ ok: true, value: executive });
    expect(mayEndOpen([asked], executive, instant(31 * DAY - 1))).toMatchObject({
      reasons: [{ code: "still_waiting" }],
    });
  });

  test.each([
    ["deputy_not_asked", { deputyAskedAt: null }],
    ["executive_not_asked", { executiveAskedAt: null }],
    ["still_waiting", { answeredAt: instant(2 * DAY) }],
  ])("not while %s", (code, more) => {
    expect(mayEndOpen([asked, { ...asked, ...more }], executive, now)).toMatchObject({
      ok: false,
      reasons: [{ code, item: "a" }],
    });
  });

  test("an answer from before the executive was asked does not prolong the wait", () => {
    expect(mayEndOpen([{ ...asked, answeredAt: instant(0) }], executive, now).ok).toBe(true);
  });

  test("not without anything open, and not without an executive to own it", () => {
    expect(mayEndOpen([], executive, now)).toMatchObject({ reasons: [{ code: "nothing_open" }] });
    expect(mayEndOpen([asked], null, now)).toMatchObject({ reasons: [{ code: "no_executive" }] });
  });
});
