import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../../instant.ts";
import type { Observation } from "../observation.ts";
import { readAccessEnd, type WayIn } from "../read-access-end.ts";
import { verdict } from "../verdict.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { AT, claim, INPUT, look } from "./verdict-fixture.ts";

const of = (more: Partial<VerdictInput>) => verdict({ ...INPUT, ...more });
const endOf = (more: Partial<VerdictInput>) => of(more).endProvedAt;
/** Seen disabled in an earlier case of the same person, on access that this case found at 400. */
const earlier = look(101, "disabled");
const found = look(AT.found, "active");

describe("when looks of this case prove an end", () => {
  test("a secret set between an earlier leaving and this one was set while the rehired leaver could read it", () => {
    const account = of({ observations: [earlier, look(AT.found, "disabled")] });
    expect(account).toMatchObject({ key: "verified_disabled", endProvedAt: 410, firstSeenGoneAt: 410 });
    const end = readAccessEnd([{ layer: "account", verdict: account }]);
    const secret = of({
      layer: "credential",
      goal: "invalidated",
      observations: [look(2_500, "active", { facts: { issuedAt: instant(300), oldSecretRefused: true } })],
      readAccessEndedAt: end?.endedAt ?? null,
    });
    expect(secret.key).not.toBe("verified_rotated");
  });

  test("looks from before the case found the access prove none and date no milestone of it", () => {
    expect(of({ observations: [earlier] })).toMatchObject({ endProvedAt: null, firstSeenGoneAt: null });
    expect(endOf({ observations: [look(AT.found - 1, "disabled")] })).toBeNull();
    expect(endOf({ observations: [look(AT.found, "disabled")] })).toBe(410);
  });

  test("of a whole layer the reading that ended with the inventory counts; before any inventory nothing does", () => {
    const layer = { foundAt: null, observations: [look(490, "disabled")] };
    expect(endOf(layer)).toBe(500);
    expect(endOf({ ...layer, inventoriedAt: instant(501) })).toBeNull();
    expect(endOf({ ...layer, inventoriedAt: null })).toBeNull();
  });

  test("the first look after the last claim counts, though it was first seen gone before", () => {
    const observations = [found, look(2_200, "disabled"), look(2_800, "disabled"), look(2_900, "disabled")];
    const twice = { claims: [claim(2_000), claim(2_500)], observations };
    expect(of(twice)).toMatchObject({ endProvedAt: 2_810, firstSeenGoneAt: 2_210 });
    expect(endOf({ ...twice, claims: [claim(2_000)] })).toBe(2_210);
    expect(endOf({ ...twice, claims: [claim(2_890)] })).toBeNull();
  });

  test("a look before it was seen usable, or there where it must be absent, counts no more; nor one from after the present", () => {
    const back = [look(2_200, "absent"), look(2_300, "active"), look(2_500, "absent")];
    expect(endOf({ observations: back })).toBe(2_510);
    const lingered = [look(2_200, "absent"), look(2_300, "disabled"), look(2_500, "absent")];
    expect(endOf({ goal: "absent", observations: lingered })).toBe(2_510);
    expect(endOf({ observations: [look(4_001, "absent")] })).toBeNull();
  });

  test("what a rule would grant again was not seen gone, nor was what was seen from too close", () => {
    const ruled = look(2_500, "absent", { facts: { revivedByRule: true } });
    expect(of({ observations: [found, ruled] })).toMatchObject({ endProvedAt: null, firstSeenGoneAt: null });
    const after = { observations: [found, ruled, look(2_600, "absent")] };
    expect(of(after)).toMatchObject({ endProvedAt: 2_610, firstSeenGoneAt: 2_610 });
    expect(endOf({ observations: [found, look(2_500, "absent", { independence: "self" })] })).toBeNull();
  });

  test("what ended by itself ended when it ran out, or by the first look of this case that read so", () => {
    const lifetime = (at: number, expiresAt: number) =>
      look(at, "unknown", { facts: { expiresAt: instant(expiresAt), reissueBlockedAt: instant(100) } });
    const session = (...observations: Observation[]) =>
      endOf({ layer: "session", goal: "invalidated", observations, now: instant(6_001) });
    expect(session(lifetime(2_500, 6_000))).toBe(6_000);
    expect(session(lifetime(2_500, 300), lifetime(2_600, 300))).toBe(2_510);
    expect(session(lifetime(390, 6_000))).toBeNull();
  });
});

const presence = fc.constantFrom("active", "disabled", "absent", "unknown");
const looks = (min: number, max: number) =>
  fc.array(
    fc
      .record({
        at: fc.integer({ min, max }),
        presence,
        completeness: fc.constantFrom("lookup", "complete", "partial"),
        expiresAt: fc.option(fc.integer({ min: 0, max: 60 })),
        revivedByRule: fc.boolean(),
      } as const)
      .map(({ at, presence: seen, completeness, expiresAt, revivedByRule }) =>
        look(at, seen, {
          completeness,
          endedAt: instant(at + 1),
          facts: {
            ...(expiresAt === null ? {} : { expiresAt: instant(expiresAt), reissueBlockedAt: instant(0) }),
            ...(revivedByRule ? { revivedByRule } : {}),
          },
        }),
      ),
    { maxLength: 4 },
  );

test("looks from before the case never make the end of read access earlier, nor known where it was not, whatever they saw", () => {
  const account: WayIn = {
    layer: "account",
    verdict: { key: "verified_disabled", endProvedAt: instant(0), validUntil: null },
  };
  const drawn = fc.record({
    way: fc.constantFrom(
      { layer: "account", goal: "disabled" } as const,
      { layer: "account", goal: "absent" } as const,
      { layer: "session", goal: "invalidated" } as const,
      { layer: "credential", goal: "invalidated" } as const,
    ),
    claims: fc.array(
      fc.integer({ min: 20, max: 50 }).map((at) => claim(at)),
      { maxLength: 2 },
    ),
    older: looks(0, 18),
    own: looks(20, 55),
    act: fc.constantFrom("connector", "none"),
  } as const);
  fc.assert(
    fc.property(drawn, ({ way, claims, older, own, act }) => {
      const end = (observations: readonly Observation[]) => {
        const times = { foundAt: instant(20), inventoriedAt: instant(22), now: instant(70) };
        const coverage = { ...INPUT.coverage, act, freshness: 2 };
        const made = of({ ...way, ...times, claims, coverage, observations });
        return readAccessEnd([account, { layer: way.layer, verdict: made }])?.endedAt ?? null;
      };
      const [before, after] = [end(own), end([...older, ...own])];
      if (after === null) return;
      expect(before).not.toBeNull();
      expect(after).toBeGreaterThanOrEqual(before ?? Number.POSITIVE_INFINITY);
    }),
    { numRuns: 5_000 },
  );
});
