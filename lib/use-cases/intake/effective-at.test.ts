import { describe, expect, test } from "vitest";
import { readEffectiveAt, readInstant } from "./effective-at.ts";

const utc = (text: string, zone: string | undefined) => {
  const read = readEffectiveAt(text, zone);
  return read.ok ? new Date(read.value.at / 1000).toISOString() : read.reasons[0].code;
};

describe("the effective end as stated", () => {
  test.each([
    ["2026-03-31T18:00", "Europe/Berlin", "2026-03-31T16:00:00.000Z"],
    ["2026-03-31 18:00:30", "Europe/Berlin", "2026-03-31T16:00:30.000Z"],
    ["2026-03-31T18:00:00+02:00", "Europe/Berlin", "2026-03-31T16:00:00.000Z"],
    ["2026-03-31T16:00:00Z", "Asia/Kolkata", "2026-03-31T16:00:00.000Z"],
  ])("%s in %s is %s", (text, zone, expected) => {
    expect(utc(text, zone)).toBe(expected);
    expect(readEffectiveAt(text, zone)).toMatchObject({ value: { precision: "minute" } });
  });

  test.each([
    ["2026-03-31", "Europe/Berlin", "2026-03-31T22:00:00.000Z"],
    ["2026-03-31", "Pacific/Kiritimati", "2026-03-31T10:00:00.000Z"],
    ["2026-03-31", "Pacific/Pago_Pago", "2026-04-01T11:00:00.000Z"],
    // A day that has no midnight to end at: the clocks moved from 23:59 to 01:00.
    ["2026-10-24", "Africa/Cairo", "2026-10-24T21:00:00.000Z"],
    ["2024-04-25", "Africa/Cairo", "2024-04-25T22:00:00.000Z"],
  ])("a date alone, %s in %s, ends with that day: %s", (text, zone, expected) => {
    expect(utc(text, zone)).toBe(expected);
    expect(readEffectiveAt(text, zone)).toMatchObject({ value: { precision: "date" } });
  });

  test("a local time that comes twice means the first", () => {
    expect(utc("2026-10-25T02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z");
  });

  test.each([
    ["2026-03-29T02:30", "Europe/Berlin", "date_impossible"],
    ["2026-02-30", "Europe/Berlin", "date_impossible"],
    ["2026-02-30T10:00", "Europe/Berlin", "date_impossible"],
    ["2026-04-31T10:00:00Z", "Europe/Berlin", "date_impossible"],
    ["2026-03-31T18:00:00+05:00", "Europe/Berlin", "date_impossible"],
    ["2026-03-31T25:00", "Europe/Berlin", "date_impossible"],
    ["31.03.2026", "Europe/Berlin", "date_impossible"],
    ["tomorrow", "Europe/Berlin", "date_impossible"],
    ["", "Europe/Berlin", "date_impossible"],
    ["0026-03-31", "Europe/Berlin", "date_impossible"],
    ["2206-03-31", "Europe/Berlin", "date_impossible"],
    ["2026-03-31", undefined, "zone_missing"],
    ["2026-03-31", "", "zone_missing"],
    ["2026-03-31", "Mars/Olympus", "zone_unknown"],
    ["2026-03-31", "+01:00", "zone_unknown"],
    ["2026-03-31T18:00", "Europe/Berlin]", "zone_unknown"],
  ])("%s in %s is refused: %s", (text, zone, code) => {
    expect(utc(text, zone)).toBe(code);
  });

  test("an instant without an offset is refused with its path", () => {
    expect(readInstant("2026-03-31T18:00", "notifiedAt")).toMatchObject({
      ok: false,
      reasons: [{ code: "date_impossible", path: "notifiedAt" }],
    });
    expect(readInstant("2026-03-31T18:00:00.123456+01:00", "notifiedAt")).toMatchObject({ value: 1774976400123456 });
  });
});
