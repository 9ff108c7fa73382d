import { expect, test } from "vitest";
import { isSameOrigin } from "./origin.ts";

const OWN = "https://closeout.example.com";

test.each([
  ["our own page", { origin: OWN, fetchSite: "same-origin" }, OWN, true],
  ["our own page in a browser without Sec-Fetch-Site", { origin: OWN, fetchSite: null }, OWN, true],
  ["no Origin at all", { origin: null, fetchSite: "same-origin" }, OWN, false],
  ["Origin null, as sandboxed frames send", { origin: "null", fetchSite: null }, OWN, false],
  ["another site", { origin: "https://evil.example", fetchSite: "cross-site" }, OWN, false],
  ["another site that forges only the Origin", { origin: OWN, fetchSite: "cross-site" }, OWN, false],
  ["a subdomain of ours", { origin: "https://x.closeout.example.com", fetchSite: "same-site" }, OWN, false],
  ["our name as a prefix", { origin: `${OWN}.evil.example`, fetchSite: null }, OWN, false],
  ["our host over http", { origin: "http://closeout.example.com", fetchSite: null }, OWN, false],
  ["our host on another port", { origin: `${OWN}:8443`, fetchSite: null }, OWN, false],
  ["no URL", { origin: "closeout.example.com", fetchSite: null }, OWN, false],
  ["another name of the loopback", { origin: "http://localhost:3000", fetchSite: null }, "http://127.0.0.1:3000", true],
  [
    "another port of the loopback",
    { origin: "http://localhost:3001", fetchSite: null },
    "http://127.0.0.1:3000",
    false,
  ],
  [
    "the loopback, for a public address",
    { origin: "http://localhost", fetchSite: null },
    "http://closeout.example.com",
    false,
  ],
] as const)("a change from %s: %j at %s is taken: %s", (_name, from, own, expected) => {
  expect(isSameOrigin(from, own)).toBe(expected);
});
