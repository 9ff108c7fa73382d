import { expect, test } from "vitest";
import { leftToPeople, type OpenAct } from "./left-to-people.ts";
import { wouldAct } from "./would-act.ts";

const item = (over: Partial<OpenAct> = {}): OpenAct => ({
  layer: "account",
  act: "connector",
  read: true,
  kind: "human",
  users: 1,
  verdict: "still_present",
  reason: "usable_past_due",
  ...over,
});

test("what acting would call for, and what is over or only waits for a look, is not left to people", () => {
  expect(leftToPeople([item(), item({ verdict: "verified_disabled" }), item({ verdict: "reported_removed" })])).toEqual(
    [],
  );
});

test("counts by layer and reason, in the order of the layers", () => {
  const left = leftToPeople([
    item({ layer: "group", reason: "rule_revives" }),
    item({ layer: "group", act: "manual" }),
    item({ layer: "group", act: "manual", verdict: "cannot_check" }),
    item({ kind: "service" }),
    item({ users: 2 }),
    item({ layer: "entitlement", read: false }),
    item({ layer: "group", reason: "inherited_unread", verdict: "cannot_check" }),
  ]);
  expect(left).toEqual([
    { layer: "account", because: "not_personal", items: 1 },
    { layer: "account", because: "several_users", items: 1 },
    { layer: "group", because: "inherited", items: 2 },
    { layer: "group", because: "by_hand", items: 2 },
    { layer: "entitlement", because: "not_read", items: 1 },
  ]);
});

test("an item for which nothing would be called is counted once, unless it is over or waits for a look", () => {
  const some = [item(), item({ act: "manual" }), item({ read: false }), item({ verdict: "attested" })];
  const uncalled = some.filter((one) => !wouldAct(one).calls && one.verdict !== "attested");
  expect(leftToPeople(some).reduce((sum, one) => sum + one.items, 0)).toBe(uncalled.length);
});
