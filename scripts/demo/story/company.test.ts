import { expect, test } from "vitest";
import { ALL_SYSTEMS, DEMO_SYSTEMS } from "../default-systems.ts";
import { DEMO_PEOPLE } from "../people.ts";
import { leavings } from "./leavers.ts";
import { lastClockChange, localDate, localMinute } from "./times.ts";

const DAY_MS = 86_400_000;
const NOWS = [0, 45, 90, 135, 180, 225, 270, 315, 360].map(
  (days) => Date.parse("2026-11-28T09:30:00Z") + days * DAY_MS,
);

test("everybody has one mail, in a reserved domain, and a manager who is there", () => {
  const keys = new Set(DEMO_PEOPLE.map(({ key }) => key));
  expect(new Set(DEMO_PEOPLE.map(({ email }) => email)).size).toBe(DEMO_PEOPLE.length);
  for (const { email } of DEMO_PEOPLE) expect(email).toMatch(/^[a-z.]+@(?:[a-z]+\.)?halden\.example$/);
  for (const { manager } of DEMO_PEOPLE) expect(manager === null || keys.has(manager)).toBe(true);
});

test("fourteen systems; one has no owner, and who owns the others does not leave", () => {
  expect(ALL_SYSTEMS).toHaveLength(14);
  const owners = ALL_SYSTEMS.map(({ owner }) => owner);
  expect(owners.filter((owner) => owner === null)).toHaveLength(1);
  const leaving = new Set(leavings(NOWS[0] ?? 0).map(({ person }) => person.key));
  const staying = DEMO_PEOPLE.map(({ key }) => key).filter((key) => !leaving.has(key));
  for (const owner of owners) if (owner !== null) expect(staying).toContain(owner);
  expect(DEMO_SYSTEMS.map(({ behaviour }) => behaviour)).toEqual(
    expect.arrayContaining(["slow", "lying", "reviving", "flaky"]),
  );
});

test.each(NOWS)(
  "at any time of the year forty leave in six zones, one of them on the last clock change (%i)",
  (now) => {
    const all = leavings(now);
    expect(all).toHaveLength(40);
    expect(new Set(all.map(({ person }) => person.timeZone)).size).toBe(6);
    const onChange = all.filter(({ person, effectiveAt }) => {
      const change = lastClockChange(now, person.timeZone);
      return change !== null && effectiveAt === `${change.date}T17:00`;
    });
    expect(onChange).toHaveLength(1);
    expect(all.filter(({ effectiveAt }) => /^\d{4}-\d{2}-\d{2}$/.test(effectiveAt))).toHaveLength(2);
    expect(all.filter(({ past }) => past)).toHaveLength(28);
  },
);

test("a clock change is the day on which the zone moved its clocks, and there is none where they are not moved", () => {
  const now = Date.parse("2026-11-28T09:30:00Z");
  expect(lastClockChange(now, "Europe/Oslo")).toEqual({ date: "2026-10-25", daysAgo: 34 });
  expect(lastClockChange(now, "America/New_York")).toEqual({ date: "2026-11-01", daysAgo: 27 });
  expect(lastClockChange(Date.parse("2026-06-01T00:00:00Z"), "Europe/London")?.date).toBe("2026-03-29");
  expect(lastClockChange(now, "Asia/Kolkata")).toBeNull();
});

test("dates and minutes are those of the zone's wall", () => {
  const at = Date.parse("2026-11-28T20:05:59Z");
  expect(localDate(at, "Asia/Kolkata")).toBe("2026-11-29");
  expect(localMinute(at, "Asia/Kolkata")).toBe("2026-11-29T01:35");
  expect(localMinute(Date.parse("2026-11-28T23:05:00Z"), "Europe/Oslo")).toBe("2026-11-29T00:05");
});
