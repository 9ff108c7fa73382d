import { describe, expect, it } from "vitest";
import { formatDeadlineChip, formatNextDeadline } from "./format-deadline.ts";
import { formatDay, formatDayTime, formatEventShort, formatFull, formatUtc } from "./format-instant.ts";

describe("moments", () => {
  it("shows the event's zone with its offset, never the letters alone", () => {
    expect(formatFull("2025-11-14T12:30:00Z", "Asia/Kolkata")).toBe("Fri 14 Nov 2025, 18:00 IST (UTC+05:30)");
  });

  it("shows the offset alone where a zone has no letters", () => {
    expect(formatDayTime("2025-11-11T12:15:00Z", "Asia/Kathmandu")).toBe("Tue 11 Nov, 18:00 UTC+05:45");
  });

  it("uses the offset of that instant on both sides of a clock change", () => {
    expect(formatFull("2025-10-26T00:59:00Z", "Europe/London")).toContain("01:59 BST (UTC+01:00)");
    expect(formatFull("2025-10-26T01:00:00Z", "Europe/London")).toContain("01:00 GMT (UTC+00:00)");
  });

  it("names the UTC day when it is not the event's day", () => {
    expect(formatUtc("2025-11-14T12:30:00Z", "Asia/Kolkata")).toBe("12:30 UTC");
    expect(formatUtc("2025-11-14T20:00:00Z", "Asia/Tokyo")).toBe("Fri 14 Nov, 20:00 UTC");
  });

  it("shows the day that was said when only a day was given: the stored end of day is the next midnight", () => {
    expect(formatDay("2025-11-12T23:00:00Z", "Africa/Lagos")).toBe("Wed 12 Nov");
    expect(formatEventShort({ atIso: "2025-11-12T23:00:00Z", zone: "Africa/Lagos", precision: "date" })).toBe(
      "Wed 12 Nov",
    );
  });

  it("names the year when it is not the reader's", () => {
    const end = { atIso: "2099-03-31T16:00:00Z", zone: "Europe/Berlin", precision: "minute" } as const;
    expect(formatEventShort(end, "2026-11-23T18:00:00Z")).toBe("Tue 31 Mar 2099, 18:00 CEST");
    expect(formatEventShort(end, "2099-01-23T18:00:00Z")).toBe("Tue 31 Mar, 18:00 CEST");
  });

  it("refuses a moment it cannot read instead of guessing", () => {
    expect(() => formatFull("yesterday", "UTC")).toThrow(RangeError);
    expect(() => formatFull("2025-11-14T12:30:00Z", "Mars/Olympus")).toThrow(RangeError);
  });
});

describe("deadlines", () => {
  const at = { atIso: "2025-11-14T16:30:00Z", zone: "Asia/Kolkata" } as const;

  it("counts down within a day and names the day beyond it", () => {
    expect(formatNextDeadline({ ...at, state: "due" }, "2025-11-14T14:02:00Z")).toBe("22:00 IST, in 2 h 28 min");
    expect(formatNextDeadline({ ...at, state: "due" }, "2025-11-12T14:02:00Z")).toBe("Fri 14 Nov, 22:00 IST");
  });

  it("says by how much a deadline was missed", () => {
    expect(formatNextDeadline({ ...at, state: "missed" }, "2025-11-18T12:30:00Z")).toBe("Missed 14 Nov, 22:00 IST");
    expect(formatDeadlineChip({ ...at, state: "missed" }, "2025-11-18T12:30:00Z")).toBe("Deadline missed by 3 d 20 h");
  });
});
