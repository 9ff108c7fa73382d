import { expect, test } from "vitest";
import { LAYERS } from "../access/layer.ts";
import { idOf } from "../ids.ts";
import { DAY, HOUR, instant } from "../instant.ts";
import { BLOCKER_WORD } from "../leaver/blocker.ts";
import { CASE_STATES } from "../leaver/case-state.ts";
import type { ClosureFacts } from "../leaver/closure-facts.ts";
import { closureBlockers } from "../leaver/closure-gate.ts";
import { DEADLINES_DEFAULT } from "../leaver/deadlines.ts";
import { CASE_EVENTS, transition } from "../leaver/transitions.ts";
import { LANES } from "../views/runbook.ts";
import { EVENT_WORD, STATE_WORD } from "./case-words.ts";
import { WAY, workflow } from "./workflow.ts";

const made = workflow({ deadlines: DEADLINES_DEFAULT, minIndependence: () => "same_credential" });

test("every event that can move a case is raised by exactly one step of the way", () => {
  expect(WAY.flatMap(({ raises }) => raises).sort()).toEqual([...CASE_EVENTS].sort());
});

test("every lane has a part in it, and the way begins with HR", () => {
  expect(new Set(WAY.map(({ lane }) => lane))).toEqual(new Set(LANES));
  expect(WAY[0]?.lane).toBe("hr");
});

test("the moves shown are the transition table, all of it and nothing besides", () => {
  const shown = new Set(made.moves.map(({ from, by, to }) => `${from} ${by} ${to}`));
  expect(shown.size).toBe(made.moves.length);
  for (const from of CASE_STATES)
    for (const event of CASE_EVENTS) {
      const next = transition(from, event);
      const to = next.ok ? STATE_WORD[next.value] : "";
      expect(shown.has(`${STATE_WORD[from]} ${EVENT_WORD[event]} ${to}`), `${from} ${event}`).toBe(next.ok);
    }
});

test("the checks of the gate are listed in their words, all of them, in the order in which they are asked", () => {
  const items = ["attested", "excepted_until", "still_present"] as const;
  const everything: ClosureFacts = {
    state: "scheduled",
    effectiveAt: instant(10),
    inventoriedAt: null,
    systemsNotRead: [],
    systemsHeld: [idOf("s")],
    systemsOnCredential: [idOf("s")],
    items: items.map((key) => ({
      item: idOf(key),
      layer: "account",
      tier: 0,
      key,
      validUntil: instant(1),
      owner: null,
    })),
    steps: [{ step: idOf("r"), kind: "restore", leased: true }],
    epoch: 1,
    currentEpoch: 2,
    now: instant(5),
  };
  const asked = closureBlockers(everything).map(({ code }) => BLOCKER_WORD[code]);
  const without = made.checks.filter((check) => check !== BLOCKER_WORD.nothing_looked_at);
  expect(asked).toEqual(without);
  expect(closureBlockers({ ...everything, items: [] }).map(({ code }) => code)).toContain("nothing_looked_at");
  expect(made.checks.length).toBe(without.length + 1);
});

test("deadlines are those of the policy handed in, not of the day the page was written", () => {
  const other = { byTier: { 0: HOUR, 1: 2 * HOUR, 2: 3 * HOUR, 3: 5 * HOUR }, custody: 2 * DAY };
  const { tiers } = workflow({ deadlines: other, minIndependence: () => "self" });
  expect(tiers.map(({ due, custodyDue, look }) => [due, custodyDue, look])).toEqual([
    ["1 h", "48 h", "any look"],
    ["2 h", "48 h", "any look"],
    ["3 h", "48 h", "any look"],
    ["5 h", "48 h", "any look"],
  ]);
});

test("layers stand in the order in which they are acted on, each with its goals and the milestone that waits for it", () => {
  expect(made.layers).toHaveLength(LAYERS.length);
  expect(made.layers[0]).toEqual({
    layer: "Account",
    personal: "disabled",
    shared: "reassigned, released by a person",
    milestone: "Contained",
  });
  expect(made.layers.map(({ milestone }) => milestone)).toEqual([
    ...Array(3).fill("Contained"),
    ...Array(4).fill("Access ended"),
    "Closed",
  ]);
});
