import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IdentityId } from "../ids.ts";
import { type OwnerCandidate, SUGGESTION_REASONS, suggestOwner } from "./suggest-owner.ts";

// Ids are opaque text: any distinct text will do.
const id = (name: string) => name as IdentityId;
const candidate = (name: string, because: OwnerCandidate["because"], over: Partial<OwnerCandidate> = {}) =>
  ({ identity: id(name), because, availability: "here", ...over }) satisfies OwnerCandidate;

describe("whom to propose as owner", () => {
  test("the system's owner before its deputy, whoever did the last steps, the only administrator and the manager", () => {
    const all = SUGGESTION_REASONS.map((because) => candidate(because, because)).reverse();
    for (const because of SUGGESTION_REASONS) {
      const left = all.filter((one) => SUGGESTION_REASONS.indexOf(one.because) >= SUGGESTION_REASONS.indexOf(because));
      expect(suggestOwner(left, id("leaver"))).toEqual({ kind: "suggested", identity: because, because });
    }
  });

  test.each(["gone", "away", "silent"] as const)("somebody who is %s is passed over", (availability) => {
    const owner = candidate("owner", "system_owner", { availability });
    expect(suggestOwner([owner, candidate("deputy", "deputy")], null)).toMatchObject({ identity: "deputy" });
    expect(suggestOwner([owner], null)).toEqual({ kind: "nobody", because: "owner_has_left" });
  });

  test("the leaver is never proposed for the leaver's own case, and it says that this was the reason", () => {
    const only = [candidate("leaver", "system_owner")];
    expect(suggestOwner(only, id("leaver"))).toEqual({ kind: "nobody", because: "own_case" });
    expect(suggestOwner(only, id("another"))).toMatchObject({ identity: "leaver" });
  });

  test("nobody known is told apart from somebody who has left", () => {
    expect(suggestOwner([], id("leaver"))).toEqual({ kind: "nobody", because: "no_suggestion" });
  });

  test("whatever is known: never the leaver, never somebody who cannot be asked, and never silence while one can", () => {
    const people = fc.constantFrom("a", "b", "c", "leaver");
    const anybody = fc.record({
      identity: people.map(id),
      because: fc.constantFrom(...SUGGESTION_REASONS),
      availability: fc.constantFrom("here", "away", "silent", "gone"),
    });
    fc.assert(
      fc.property(fc.array(anybody), (candidates) => {
        const advice = suggestOwner(candidates, id("leaver"));
        const able = candidates.filter((one) => one.availability === "here" && one.identity !== "leaver");
        expect(advice.kind).toBe(able.length > 0 ? "suggested" : "nobody");
        if (advice.kind !== "suggested") return;
        const best = Math.min(...able.map((one) => SUGGESTION_REASONS.indexOf(one.because)));
        expect(able).toContainEqual({ identity: advice.identity, because: advice.because, availability: "here" });
        expect(SUGGESTION_REASONS.indexOf(advice.because)).toBe(best);
      }),
    );
  });
});
