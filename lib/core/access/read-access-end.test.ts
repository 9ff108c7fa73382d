import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../instant.ts";
import { LAYERS } from "./layer.ts";
import { letsIn, readAccessEnd, type WayIn } from "./read-access-end.ts";
import { VERDICT_GROUP, VERDICTS } from "./verdict-key.ts";

const way = (layer: WayIn["layer"], key: WayIn["verdict"]["key"], at: number | null, until: number | null = null) => ({
  layer,
  verdict: {
    key,
    endProvedAt: at === null ? null : instant(at),
    validUntil: until === null ? null : instant(until),
  },
});
const off = way("account", "verified_disabled", 100);

const anyWay: fc.Arbitrary<WayIn> = fc.record({
  layer: fc.constantFrom(...LAYERS),
  verdict: fc.record({
    key: fc.oneof(
      fc.constantFrom(...VERDICTS),
      fc.constantFrom("verified_removed", "verified_disabled", "never_found" as const),
    ),
    endProvedAt: fc.option(fc.nat(50).map(instant)),
    validUntil: fc.option(fc.nat(90).map(instant)),
  }),
});
const ways = fc.array(anyWay, { maxLength: 6 });

describe("when the leaver could last read", () => {
  test("an account seen ended ends it; the latest of all ways counts, and what ages first", () => {
    expect(readAccessEnd([off])).toEqual({ endedAt: 100, validUntil: null });
    const session = way("session", "verified_removed", 140, 900);
    expect(readAccessEnd([off, session, way("delegation", "never_found", null, 700)])).toEqual({
      endedAt: 140,
      validUntil: 700,
    });
  });

  test("no account seen ended: nobody knows by which way they came in", () => {
    expect(readAccessEnd([])).toBeNull();
    expect(readAccessEnd([way("session", "verified_removed", 140)])).toBeNull();
    expect(readAccessEnd([way("account", "never_found", null)])).toBeNull();
  });

  test.each(VERDICTS)("beside an account that is off, a session that reads %s", (key) => {
    const rests = VERDICT_GROUP[key] === "verified" || VERDICT_GROUP[key] === "outside";
    expect(readAccessEnd([off, way("session", key, 90)]) !== null).toBe(rests);
  });

  test("what somebody attests, allows or holds is no look: it ends no read access", () => {
    for (const key of ["attested", "excepted_until", "retained_until"] as const)
      expect(readAccessEnd([way("account", key, 100)])).toBeNull();
  });

  test("groups, rights and duties let nobody in by themselves", () => {
    expect(LAYERS.filter((layer) => !letsIn(layer))).toEqual(["group", "entitlement", "custody"]);
    expect(readAccessEnd([off, way("entitlement", "still_present", null)])).toEqual({ endedAt: 100, validUntil: null });
  });
});

describe("when the leaver could last read, for any ways in", () => {
  test("is known only when every way that lets in is seen ended or is not there, one account among the ended", () => {
    fc.assert(
      fc.property(ways, (all) => {
        if (readAccessEnd(all) === null) return;
        const open = all.filter(({ layer, verdict: { key } }) => {
          const group = VERDICT_GROUP[key];
          return letsIn(layer) && group !== "verified" && group !== "outside";
        });
        expect(open).toEqual([]);
        expect(all.some(({ layer, verdict }) => layer === "account" && VERDICT_GROUP[verdict.key] === "verified")).toBe(
          true,
        );
      }),
    );
  });

  test("does not depend on their order, nor on ways named twice", () => {
    const shuffled = ways.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([all, again]) => {
        expect(readAccessEnd(again)).toEqual(readAccessEnd(all));
      }),
    );
  });

  test("one way more never makes it earlier, nor known where it was unknown for a way that is open", () => {
    fc.assert(
      fc.property(ways, anyWay, (all, more) => {
        const [before, after] = [readAccessEnd(all), readAccessEnd([...all, more])];
        if (before === null || after === null) {
          if (before === null && after !== null) expect(more.layer).toBe("account");
          return;
        }
        expect(after.endedAt).toBeGreaterThanOrEqual(before.endedAt);
      }),
    );
  });
});
