import { describe, expect, test } from "vitest";
import { VERDICT_GROUP, VERDICTS } from "../access/verdict-key.ts";
import type { IdentityId, ItemId, StepId, SystemId } from "../ids.ts";
import { instant } from "../instant.ts";
import { BLOCKER_WORD } from "./blocker.ts";
import { CASE_STATES } from "./case-state.ts";
import type { ClosureFacts, ClosureItem } from "./closure-facts.ts";
import { closure, closureBlockers } from "./closure-gate.ts";

// Ids are opaque text: any distinct text will do.
const item = (name: string, more: Partial<ClosureItem> = {}): ClosureItem => ({
  item: name as ItemId,
  layer: "account",
  tier: 1,
  key: "verified_disabled",
  validUntil: instant(200),
  owner: "owner" as IdentityId,
  ...more,
});

const ready: ClosureFacts = {
  state: "open",
  effectiveAt: instant(10),
  inventoriedAt: instant(20),
  systemsNotRead: [],
  systemsHeld: [],
  systemsOnCredential: [],
  items: [item("a"), item("b", { key: "never_found", validUntil: null })],
  steps: [{ step: "s" as StepId, kind: "observe", leased: false }],
  epoch: 1,
  currentEpoch: 1,
  now: instant(100),
};
const codes = (more: Partial<ClosureFacts>) => closureBlockers({ ...ready, ...more }).map(({ code }) => code);

describe("closure gate", () => {
  test("a case whose every item ended closes", () => {
    expect(closure(ready)).toEqual({ ok: true, value: "closed_verified" });
  });

  test.each([
    ["state_not_open", { state: "scheduled" }, []],
    ["before_effective_time", { now: instant(9), items: [item("a", { validUntil: null })] }, []],
    ["epoch_passed", { currentEpoch: 2 }, []],
    ["inventory_incomplete", { inventoriedAt: null }, []],
    ["inventory_incomplete", { systemsNotRead: ["sys" as SystemId] }, ["sys"]],
    ["nothing_looked_at", { items: [] }, []],
    ["listing_held", { systemsHeld: ["sys" as SystemId] }, ["sys"]],
    ["credential_in_use", { systemsOnCredential: ["sys" as SystemId] }, ["sys"]],
    [
      "item_open",
      { items: [item("a"), item("b", { key: "still_present" }), item("c", { key: "latent" })] },
      ["b", "c"],
    ],
    ["verdict_aged", { now: instant(201) }, ["a"]],
    [
      "attested_above_tier_2",
      { items: [item("a", { key: "attested", tier: 1 }), item("b", { key: "attested", tier: 2 })] },
      ["a"],
    ],
    [
      "exception_without_owner",
      {
        items: [
          item("a", { key: "excepted_until", owner: null }),
          item("b", { key: "retained_until", owner: null }),
          item("c", { owner: null }),
        ],
      },
      ["a", "b"],
    ],
    ["call_in_flight", { steps: [{ step: "s" as StepId, kind: "observe", leased: true }] }, ["s"]],
    ["call_in_flight", { steps: [{ step: "s" as StepId, kind: "act", leased: false }] }, ["s"]],
    ["restore_open", { steps: [{ step: "s" as StepId, kind: "restore", leased: false }] }, ["s"]],
  ] as const)("%s alone keeps it open and names what it is about", (code, more: Partial<ClosureFacts>, about) => {
    const facts = { ...ready, ...more };
    expect(closureBlockers(facts)).toEqual([{ code, about }]);
    expect(closure(facts)).toEqual({ ok: false, reasons: [{ code, about }] });
  });

  test("every blocker has a word and a test above stands for every check", () => {
    expect(Object.keys(BLOCKER_WORD)).toHaveLength(13);
  });

  test("all blockers are named at once, in their order", () => {
    expect(codes({ state: "cancelled", now: instant(5), items: [], inventoriedAt: null, currentEpoch: 2 })).toEqual([
      "state_not_open",
      "before_effective_time",
      "epoch_passed",
      "inventory_incomplete",
      "nothing_looked_at",
    ]);
  });

  test.each(VERDICTS)("an item that reads %s", (key) => {
    const blocked = closureBlockers({ ...ready, items: [item("a"), item("b", { key, tier: 2 })] });
    expect(blocked.map(({ code }) => code)).toEqual(VERDICT_GROUP[key] === "open" ? ["item_open"] : []);
  });

  test.each(CASE_STATES)("a case that is %s", (state) => {
    expect(codes({ state })).toEqual(state === "open" || state === "reopened" ? [] : ["state_not_open"]);
  });

  test("at T0 itself and at the last moment of a verdict it may close", () => {
    expect(codes({ now: instant(10) })).toEqual([]);
    expect(codes({ now: instant(200) })).toEqual([]);
  });

  test("the weakest kind of passing names the outcome", () => {
    const outcome = (
      ...keys: ("attested" | "excepted_until" | "retained_until" | "verified_removed" | "not_applicable")[]
    ) => closure({ ...ready, items: keys.map((key) => item(key, { key, tier: 3 })) });
    expect(outcome("verified_removed", "not_applicable")).toMatchObject({ value: "closed_verified" });
    expect(outcome("verified_removed", "attested")).toMatchObject({ value: "closed_attested" });
    expect(outcome("attested", "excepted_until")).toMatchObject({ value: "closed_excepted" });
    expect(outcome("verified_removed", "retained_until")).toMatchObject({ value: "closed_excepted" });
  });
});
