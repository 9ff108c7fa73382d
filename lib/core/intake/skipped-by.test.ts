import fc from "fast-check";
import { expect, test } from "vitest";
import { skippedBy, toolReaches } from "./skipped-by.ts";

const SYSTEMS = [
  { id: "crm", keys: ["crm", "harbourcrm"] },
  { id: "erp", keys: ["erp"] },
  { id: "erp-old", keys: ["erpold", "erp"] },
  { id: "gate", keys: ["gate"] },
];

test("a tool skips what it has never spoken of, by whatever name, and never what it has", () => {
  const names = [
    { tool: "Okta", name: "Harbour CRM" },
    { tool: "Okta", name: "Erp" },
    { tool: "Jira", name: "Gate" },
  ];
  const reaches = toolReaches(names, SYSTEMS);
  expect(skippedBy("crm", reaches)).toEqual(["Jira"]);
  expect(skippedBy("gate", reaches)).toEqual(["Okta"]);
  // One name may mean either: neither is called skipped.
  expect([skippedBy("erp", reaches), skippedBy("erp-old", reaches)]).toEqual([["Jira"], ["Jira"]]);
});

test("a tool whose every name is unknown here skips nothing, and without tools nothing is skipped", () => {
  expect(toolReaches([{ tool: "Entra", name: "SharePoint" }], SYSTEMS)).toEqual([]);
  expect(skippedBy("crm", [])).toEqual([]);
});

test("each tool either spoke of a system or skips it, whatever the order and however often it spoke", () => {
  const name = fc.record({ tool: fc.constantFrom("A", "B", "C"), name: fc.constantFrom("CRM", "erp", "Gate", "?") });
  fc.assert(
    fc.property(fc.array(name), (names) => {
      const reaches = toolReaches(names, SYSTEMS);
      expect(toolReaches([...names, ...names].reverse(), SYSTEMS)).toEqual(reaches);
      for (const { id } of SYSTEMS) {
        const spoke = reaches.filter(({ systems }) => systems.has(id)).map(({ tool }) => tool);
        expect([...spoke, ...skippedBy(id, reaches)].sort()).toEqual(reaches.map(({ tool }) => tool));
      }
    }),
  );
});
