import { expect, test } from "vitest";
import { DAY, instant, plus } from "../instant.ts";
import { LOOK_WITHIN, lastLook } from "./last-look.ts";

const NOW = instant(100 * DAY);
const ago = (span: number) => plus(NOW, -span);
const looks = (lookedAt: number | null, attestedAt: number | null = null) => ({
  lookedAt: lookedAt === null ? null : ago(lookedAt),
  attestedAt: attestedAt === null ? null : ago(attestedAt),
});

test("a system that was never looked at is overdue on every tier", () => {
  for (const tier of [0, 1, 2, 3] as const)
    expect(lastLook(looks(null), ["connector"], tier, NOW)).toEqual({ at: null, byHand: false, isOverdue: true });
});

test("a look is too old one microsecond after its tier allows, and no sooner; harm shortens it", () => {
  for (const tier of [0, 1, 2, 3] as const) {
    expect(lastLook(looks(LOOK_WITHIN[tier]), ["snapshot"], tier, NOW).isOverdue).toBe(false);
    expect(lastLook(looks(LOOK_WITHIN[tier] + 1), ["snapshot"], tier, NOW).isOverdue).toBe(true);
  }
  expect(LOOK_WITHIN[0]).toBeLessThan(LOOK_WITHIN[1]);
  expect(LOOK_WITHIN[2]).toBeLessThan(LOOK_WITHIN[3]);
});

test("people's word counts as a look only where nothing but people looks", () => {
  expect(lastLook(looks(null, DAY), ["manual", "none"], 2, NOW)).toEqual({
    at: ago(DAY),
    byHand: true,
    isOverdue: false,
  });
  expect(lastLook(looks(2 * DAY, DAY), ["manual"], 2, NOW).at).toBe(ago(DAY));
  expect(lastLook(looks(DAY, 2 * DAY), ["manual"], 2, NOW).at).toBe(ago(DAY));
  expect(lastLook(looks(null, DAY), ["manual", "snapshot"], 2, NOW)).toMatchObject({ at: null, byHand: false });
  expect(lastLook(looks(null, null), ["none"], 2, NOW).byHand).toBe(false);
});
