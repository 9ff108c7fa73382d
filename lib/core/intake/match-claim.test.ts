import { describe, expect, test } from "vitest";
import { itemsClaimed, layerOfTitle, systemKey, systemsNamed } from "./match-claim.ts";

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

test("a claim is about its layer in its system, of the newest case that has any there", () => {
  const item = (id: string, caseNumber: number, systemId: string, layer: "account" | "group") => ({
    id,
    caseNumber,
    systemId,
    layer,
  });
  const items = [
    item("old", 1, "s", "account"),
    item("new", 2, "s", "account"),
    item("second", 2, "s", "account"),
    item("group", 2, "s", "group"),
    item("other", 3, "t", "account"),
  ];
  expect(itemsClaimed({ systemId: "s", layer: "account" }, items).map((one) => one.id)).toEqual(["new", "second"]);
  expect(itemsClaimed({ systemId: "t", layer: "group" }, items)).toEqual([]);
});
