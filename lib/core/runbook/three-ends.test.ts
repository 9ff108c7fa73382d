import { expect, test } from "vitest";
import { COVERAGE, claim, INPUT, look } from "../access/verdict/verdict-fixture.ts";
import { verdict } from "../access/verdict.ts";
import type { VerdictInput } from "../access/verdict-input.ts";
import { instant } from "../instant.ts";
import { closureBlockers } from "../leaver/closure-gate.ts";
import { transition } from "../leaver/transitions.ts";
import { type EndCase, THREE_ENDS, threeEnds } from "./three-ends.ts";

const claimed = [claim(2_000)];
const before = look(450, "active");
const account = { claims: claimed } as const satisfies Partial<VerdictInput>;
const deletion = { ...account, goal: "absent" } as const satisfies Partial<VerdictInput>;
const group = { ...deletion, layer: "group" } as const satisfies Partial<VerdictInput>;
const past = { now: instant(6_000) };

/** Each situation of the page, built out of facts. */
const FACTS: Readonly<Record<EndCase, Partial<VerdictInput>>> = {
  account_disabled: { ...account, observations: [before, look(2_500, "disabled")] },
  account_absent: { ...deletion, observations: [before, look(2_500, "absent", { completeness: "complete" })] },
  group_absent: { ...group, observations: [before, look(2_500, "absent")] },
  disabled_with_session: {
    ...account,
    observations: [before, look(2_500, "disabled")],
    siblings: [{ layer: "session", key: "still_present" }],
  },
  key_after_account_gone: {
    ...past,
    layer: "credential",
    goal: "invalidated",
    observations: [before, look(5_500, "active")],
  },
  session_without_look: {
    layer: "session",
    goal: "invalidated",
    coverage: { ...COVERAGE, observe: "none", act: "none" },
  },
  answer_only_disable: { ...account, observations: [before] },
  answer_only_delete: { ...deletion, observations: [before] },
  answer_only_group: { ...group, observations: [before] },
  disabled_where_absent_asked: { ...deletion, observations: [before, look(2_500, "disabled")] },
  absent_by_partial_listing: {
    ...deletion,
    observations: [before, look(2_500, "absent", { completeness: "partial" })],
  },
  enabled_again: { ...account, observations: [before, look(2_500, "disabled"), look(3_000, "active")] },
  created_again: {
    ...deletion,
    observations: [before, look(2_500, "absent"), look(3_000, "active", { facts: { recreatedAs: "new" } })],
  },
  group_again: { ...group, observations: [before, look(2_500, "absent"), look(3_000, "active")] },
};

const ruled = THREE_ENDS.flatMap(({ question, cells }) =>
  cells.flatMap(({ rule }, place) => (rule === null ? [] : [{ question, column: place + 1, ...rule }])),
);

test.each(ruled)("$question, column $column: the rules give $key because of $reason", ({ of, key, reason }) => {
  expect(verdict({ ...INPUT, ...FACTS[of] })).toMatchObject({ key, reason });
});

test("every situation is shown in one cell", () => {
  expect(ruled.map(({ of }) => of).sort()).toEqual(Object.keys(FACTS).sort());
});

test("what a cell says of cases is what gate and transitions say", () => {
  expect(transition("closed_verified", "access_returned")).toEqual({ ok: true, value: "reopened" });
  const facts = {
    state: "open",
    effectiveAt: instant(1),
    inventoriedAt: null,
    systemsNotRead: [],
    systemsHeld: [],
    systemsOnCredential: [],
    items: [],
    steps: [],
    epoch: 1,
    currentEpoch: 1,
    now: instant(2),
  } as const;
  expect(closureBlockers(facts).map(({ code }) => code)).toContain("inventory_incomplete");
});

test("three columns in every row, and a reason beside each verdict", () => {
  for (const { cells } of threeEnds()) {
    expect(cells).toHaveLength(3);
    for (const { verdict: key, because } of cells) expect(because === "").toBe(key === null);
  }
});
