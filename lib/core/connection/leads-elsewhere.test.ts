import { expect, test } from "vitest";
import { leadsElsewhere } from "./leads-elsewhere.ts";

const SETTINGS = [
  { name: "baseUrl", kind: "url" },
  { name: "domains", kind: "list" },
  { name: "pageSize", kind: "number" },
  { name: "strict", kind: "switch" },
];

test("another address, name or list of names leads elsewhere; a number or a switch does not", () => {
  const before = { baseUrl: "https://a.example", pageSize: 100, strict: false };
  expect(leadsElsewhere(SETTINGS, before, { ...before, pageSize: 5, strict: true })).toBe(false);
  expect(leadsElsewhere(SETTINGS, before, { ...before, baseUrl: "https://b.example" })).toBe(true);
  expect(leadsElsewhere(SETTINGS, before, { ...before, domains: ["b.example"] })).toBe(true);
  expect(leadsElsewhere(SETTINGS, {}, before)).toBe(true);
});
