import { expect, test } from "vitest";
import { leadsElsewhere } from "./leads-elsewhere.ts";

const SETTINGS = [
  { name: "baseUrl", kind: "url" },
  { name: "domains", kind: "list" },
  { name: "pageSize", kind: "number" },
  { name: "strict", kind: "switch" },
  { name: "port", kind: "number" },
  { name: "cloud", kind: "choice" },
];

test("another address, name, choice or list of names leads elsewhere; a number or a switch does not", () => {
  const before = { baseUrl: "https://a.example", pageSize: 100, strict: false };
  expect(leadsElsewhere(SETTINGS, before, { ...before, pageSize: 5, strict: true })).toBe(false);
  expect(leadsElsewhere(SETTINGS, before, { ...before, baseUrl: "https://b.example" })).toBe(true);
  expect(leadsElsewhere(SETTINGS, before, { ...before, domains: ["b.example"] })).toBe(true);
  // Another cloud is another host, and TLS that is checked no more another listener.
  expect(leadsElsewhere(SETTINGS, before, { ...before, port: 5433 })).toBe(true);
  expect(leadsElsewhere(SETTINGS, before, { ...before, cloud: "china" })).toBe(true);
  expect(leadsElsewhere(SETTINGS, {}, before)).toBe(true);
});
