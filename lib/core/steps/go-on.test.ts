import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PASSING } from "../access/passing.ts";
import { VERDICTS } from "../access/verdict-key.ts";
import { VERDICT_REASON_WORD, type VerdictReason } from "../access/verdict-reason.ts";
import { HOUR, SECOND } from "../instant.ts";
import { ATTEMPTS_MAX } from "./backoff.ts";
import { goOn, type OpenItem } from "./go-on.ts";

const NOBODY = { act: false, observe: false, person: false };
const back: OpenItem = {
  verdict: "came_back",
  reason: "usable_after_verified",
  live: NOBODY,
  readAhead: false,
  siblingOpen: false,
  mayLook: true,
  mayAct: true,
  acts: 1,
  freshness: 30 * SECOND,
  endsIn: null,
};

// The compiler checks the record's keys against the type.
const reasons = Object.keys(VERDICT_REASON_WORD) as VerdictReason[];
const anything = fc.record<OpenItem>({
  verdict: fc.constantFrom(...VERDICTS),
  reason: fc.constantFrom(...reasons),
  live: fc.record({ act: fc.boolean(), observe: fc.boolean(), person: fc.boolean() }),
  readAhead: fc.boolean(),
  siblingOpen: fc.boolean(),
  mayLook: fc.boolean(),
  mayAct: fc.boolean(),
  acts: fc.nat({ max: 2 * ATTEMPTS_MAX }),
  freshness: fc.nat(),
  endsIn: fc.option(fc.integer()),
});

describe("an open item that nobody and nothing is about", () => {
  test("always gets a step, whatever its verdict and why", () => {
    fc.assert(
      fc.property(anything, (item) => {
        const alone = { ...item, live: NOBODY, readAhead: false, siblingOpen: false };
        expect(goOn(alone) === null).toBe(PASSING.has(item.verdict));
      }),
    );
  });

  test("is never acted on where acting is off, nor after as many calls as one step has tries", () => {
    fc.assert(
      fc.property(anything, (item) => {
        if (goOn(item)?.kind === "act") expect(item.mayAct && item.acts < ATTEMPTS_MAX).toBe(true);
      }),
    );
  });

  test.each(["came_back", "still_present", "missed_at_inventory"] as const)(
    "that is seen there (%s) is acted on at once where acting is on, else it is a person's",
    (verdict) => {
      expect(goOn({ ...back, verdict })).toEqual({ kind: "act", after: 0 });
      expect(goOn({ ...back, verdict, mayAct: false })).toEqual({ kind: "person" });
    },
  );

  test("goes to a person when the target brought it back after every call", () => {
    expect(goOn({ ...back, acts: ATTEMPTS_MAX - 1 })).toEqual({ kind: "act", after: 0 });
    expect(goOn({ ...back, acts: ATTEMPTS_MAX })).toEqual({ kind: "person" });
  });

  test.each([
    ["in_progress", "act_refused"],
    ["in_progress", "act_failed"],
    ["latent", "rule_revives"],
    ["latent", "sibling_revives"],
    ["self_checked", "seen_by_too_close"],
    ["cannot_check", "no_means_to_look"],
    ["cannot_check", "look_failed"],
    ["expires_by", "ends_by_itself"],
  ] as const)("goes to a person where another call would come to the same (%s, %s)", (verdict, reason) => {
    expect(goOn({ ...back, verdict, reason })).toEqual({ kind: "person" });
  });

  test("is looked at where a look can tell: after a claim, and when the last look is too old", () => {
    const claimed: OpenItem = { ...back, verdict: "reported_removed", reason: "awaiting_look" };
    expect(goOn(claimed)).toEqual({ kind: "observe", after: 30 * SECOND });
    expect(goOn({ ...claimed, mayLook: false })).toEqual({ kind: "person" });
    expect(goOn({ ...claimed, verdict: "cannot_check", reason: "look_stale" })?.kind).toBe("observe");
  });

  test("that ends by itself is looked at when it should have", () => {
    const ending: OpenItem = { ...back, verdict: "expires_by", reason: "ends_by_itself", endsIn: HOUR };
    expect(goOn(ending)).toEqual({ kind: "observe", after: HOUR + SECOND });
    expect(goOn({ ...ending, mayLook: false })).toEqual({ kind: "person" });
  });
});

describe("an open item that is gone on with", () => {
  test("gets no second step", () => {
    for (const kind of ["act", "observe", "person"] as const)
      expect(goOn({ ...back, live: { ...NOBODY, [kind]: true } }), kind).toBeNull();
    expect(goOn({ ...back, verdict: "cannot_check", reason: "not_read", readAhead: true })).toBeNull();
    expect(goOn({ ...back, verdict: "latent", reason: "sibling_revives", siblingOpen: true })).toBeNull();
  });

  test("is looked at beside the person who has it, since a look may settle it without them", () => {
    const stale: OpenItem = { ...back, verdict: "cannot_check", reason: "look_stale" };
    expect(goOn({ ...stale, live: { ...NOBODY, person: true } })?.kind).toBe("observe");
    for (const kind of ["act", "observe"] as const)
      expect(goOn({ ...stale, live: { ...NOBODY, [kind]: true } }), kind).toBeNull();
  });
});
