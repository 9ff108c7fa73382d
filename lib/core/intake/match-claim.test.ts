import { describe, expect, test } from "vitest";
import { DAY, instant } from "../instant.ts";
import {
  type ClaimableCase,
  itemsClaimed,
  layerOfTitle,
  leavingsClaimed,
  systemKey,
  systemsNamed,
} from "./match-claim.ts";

describe("the system a tool names", () => {
  const systems = [
    { id: "1", keys: ["githubenterprise"] },
    { id: "2", keys: ["crm", "salesforce"] },
    { id: "3", keys: ["crm"] },
  ];

  test.each(["GitHub Enterprise", "github-enterprise", " GITHUB_ENTERPRISE "])("%s is one system", (name) => {
    expect(systemsNamed(name, systems)).toEqual(["1"]);
  });

  test("is not guessed: unknown and ambiguous names stay so", () => {
    expect(systemsNamed("GitHub", systems)).toEqual([]);
    expect(systemsNamed("CRM", systems)).toEqual(["2", "3"]);
    expect(systemsNamed("…", [{ id: "1", keys: [systemKey("…")] }])).toEqual([]);
  });
});

test.each([
  ["Disable User Account", "account"],
  ["Remove user from all groups", "group"],
  ["Revoke all refresh tokens for user", "session"],
  ["Clear sessions", "session"],
  ["Delete SSH keys of leaver", "credential"],
  ["Remove all license assignments from user", "entitlement"],
  ["Convert mailbox and stop forwarding", "delegation"],
  ["Deprovision user", "account"],
  [null, "account"],
] as const)("a task titled %s speaks of the layer %s", (title, layer) => {
  expect(layerOfTitle(title)).toBe(layer);
});

test("a claim is about its layer in its system, of the likeliest leaving that has any there", () => {
  const item = (
    id: string,
    caseNumber: number,
    systemId: string,
    layer: "account" | "group",
    label: string | null = null,
  ) => ({
    id,
    caseNumber,
    systemId,
    layer,
    label,
  });
  const items = [
    item("old", 1, "s", "account"),
    item("new", 2, "s", "account"),
    item("second", 2, "s", "account"),
    item("group", 2, "s", "group"),
    item("other", 3, "t", "account"),
  ];
  const claimed = (systemId: string, layer: "account" | "group", ...numbers: number[]) =>
    itemsClaimed(
      { systemId, layer, accessName: null },
      numbers.map((number) => ({ number })),
      items,
    ).map((one) => one.id);
  expect(claimed("s", "account", 3, 2, 1)).toEqual(["new", "second"]);
  expect(claimed("s", "account", 1, 2)).toEqual(["old"]);
  expect(claimed("s", "account", 3)).toEqual([]);
  expect(claimed("t", "group", 3, 2, 1)).toEqual([]);
});

test("a claim that names one access says nothing of the others of its layer", () => {
  const group = (id: string, label: string | null) => ({
    id,
    caseNumber: 1,
    systemId: "s",
    layer: "group" as const,
    label,
  });
  const items = [group("pay", "Payables"), group("ops", "Operations"), group("unnamed", null)];
  const claimed = (accessName: string | null) =>
    itemsClaimed({ systemId: "s", layer: "group", accessName }, [{ number: 1 }], items).map((one) => one.id);
  expect(claimed("payables")).toEqual(["pay"]);
  expect(claimed("Nobody's")).toEqual([]);
  expect(claimed(null)).toEqual(["pay", "ops", "unnamed"]);
});

describe("somebody who left, came back and leaves again", () => {
  const at = (day: number) => instant(day * DAY);
  const one = (number: number, over: Partial<ClaimableCase> = {}): ClaimableCase => ({
    number,
    state: "open",
    effectiveAt: at(number * 100),
    openedAt: at(number * 100 - 10),
    engagedAt: null,
    inventoried: true,
    ...over,
  });
  const first = one(1, { state: "closed_verified" });
  const second = one(2, { inventoried: false });
  const claimed = (statedAt: number | null, ...cases: ClaimableCase[]) =>
    leavingsClaimed(statedAt === null ? null : at(statedAt), cases).map(({ number }) => number);

  test("is claimed of by the leaving that the stated time belongs to, also when that one is closed by now", () => {
    expect(claimed(200, first, second)).toEqual([2]);
    expect(claimed(190, second, first)).toEqual([2]);
    expect(claimed(189, first, second)[0]).toBe(1);
    expect(claimed(100, first, second)[0]).toBe(1);
  });

  test("what states no time, or one before all, is about the leaving under way, never an older closed one", () => {
    expect(claimed(null, first, second)).toEqual([2]);
    expect(claimed(5, first, second)).toEqual([2]);
    expect(claimed(null, first, one(2, { state: "closed_verified" }))).toEqual([2]);
    expect(claimed(null, one(1), one(2, { state: "archived" }))).toEqual([1]);
  });

  test("a leaving told of late begins with the engagement that it ends, not with the telling", () => {
    const late = one(2, { openedAt: at(260), engagedAt: at(150) });
    expect(claimed(180, first, late)[0]).toBe(2);
    expect(claimed(149, first, late)[0]).toBe(1);
    // An engagement that ran beside the other says nothing of when this leaving began.
    expect(claimed(180, first, one(2, { engagedAt: at(50) }))[0]).toBe(1);
  });

  test("an older leaving takes nothing before the newer has been read, and only if it is under way itself", () => {
    expect(claimed(200, one(1), second)).toEqual([2]);
    expect(claimed(200, one(1), one(2))).toEqual([2, 1]);
    expect(claimed(200, first, one(2))).toEqual([2]);
  });

  test("nobody who is not leaving is claimed of", () => {
    expect(claimed(null)).toEqual([]);
  });
});
