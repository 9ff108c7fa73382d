import fc from "fast-check";
import { expect, test } from "vitest";
import { instant } from "../instant.ts";
import { type CredentialOwnerFacts, credentialStanding, mustReplaceCredential } from "./credential-owner.ts";

const NOW = instant(100);
const owner = (over: Partial<CredentialOwnerFacts> = {}): CredentialOwnerFacts => ({
  isPresent: true,
  leavesAt: null,
  ...over,
});

test.each([
  ["nobody is named", null, "not_named"],
  ["a person who stays", owner(), "stays"],
  ["a person who is about to leave", owner({ leavesAt: instant(101) }), "leaves"],
  ["a leaver whose end has come", owner({ leavesAt: NOW }), "left"],
  ["a person without employment", owner({ isPresent: false }), "left"],
  ["a leaver whose employment was ended already", owner({ isPresent: false, leavesAt: instant(5) }), "left"],
] as const)("%s", (_name, facts, standing) => {
  expect(credentialStanding(facts, NOW)).toBe(standing);
});

test("whoever is leaving, or is not there, never passes as staying", () => {
  const facts = fc.record({
    isPresent: fc.boolean(),
    leavesAt: fc.option(fc.integer({ min: 1, max: 200 }).map(instant)),
  });
  fc.assert(
    fc.property(facts, (one) => {
      const mustReplace = mustReplaceCredential(credentialStanding(one, NOW));
      expect(mustReplace).toBe(one.leavesAt !== null || !one.isPresent);
    }),
  );
});
