import { expect, test } from "vitest";
import { formatDate } from "./format-date.ts";
import { slugOf } from "./slug-of.ts";
import { sourceNameOf } from "./source-name.ts";

test("a name gives an address of small letters, digits and hyphens; one without any gives none", () => {
  expect(["Salesforce", "SAP S/4 (on-prem)", "Café Müller", "--", "人事"].map(slugOf)).toEqual([
    "salesforce",
    "sap-s-4-on-prem",
    "cafe-muller",
    "",
    "",
  ]);
  expect(slugOf("x".repeat(90))).toHaveLength(60);
});

test("a file's name gives the name of a source that can be kept, whatever stands in it", () => {
  expect(["leavers.csv", "Austritte März (2).csv", "退職者", " a ".repeat(60)].map(sourceNameOf)).toEqual([
    "leavers.csv",
    "Austritte Marz 2.csv",
    "File of leavers",
    expect.stringMatching(/^[\w .-]{1,60}$/),
  ]);
});

test("a date alone is shown as the day that was stated, not as the next, at whose beginning it ends", () => {
  const zone = "Europe/Berlin";
  expect(formatDate({ atIso: "2025-11-14T23:00:00.000Z", zone, precision: "date" })).toBe("14 Nov 2025");
  expect(formatDate({ atIso: "2025-11-14T17:00:00.000Z", zone, precision: "minute" })).toBe("14 Nov 2025");
});
