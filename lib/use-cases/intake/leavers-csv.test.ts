import { describe, expect, test } from "vitest";
import { readHeader, readLeaverLine } from "./leavers-csv.ts";

const given = { source: "file", zone: undefined };
const headerOf = (line: string) => {
  const header = readHeader(line, given);
  if (!header.ok) throw new Error(header.reasons[0].sentence);
  return header.value;
};

describe("the header of a file", () => {
  test.each([
    ["personKey,effectiveAt,zone"],
    ["\uFEFFPerson Key;Effective At;Zone"],
    ['"person_key"\t"effective_at"\t"zone"'],
  ])("%s is understood, whatever its delimiter and spelling", (line) => {
    expect(headerOf(line).columns).toEqual(["personKey", "effectiveAt", "zone"]);
  });

  test.each([
    ["name,zone", "no column personKey, effectiveAt"],
    ["personKey,person_key,effectiveAt", "there twice"],
    ["", "no column"],
  ])("%s is refused before anything is opened", (line, why) => {
    expect(readHeader(line, given)).toMatchObject({ ok: false, reasons: [{ path: "header" }] });
    expect(() => headerOf(line)).toThrow(why);
  });
});

describe("a line", () => {
  const csv = headerOf("personKey,effectiveAt,zone,department");

  test("becomes an event; columns that are not ours are left alone; its id follows from what it says", () => {
    const expected = {
      source: "file",
      personKey: "4711",
      effectiveAt: "2026-03-31",
      zone: "Europe/Berlin",
      eventId: expect.stringMatching(/^content-[0-9a-f]{64}$/),
    };
    expect(readLeaverLine('4711, 2026-03-31 ,Europe/Berlin,"Sales, North"', csv)).toEqual({
      ok: true,
      value: expected,
    });
  });

  test("an empty value is no value: the zone given for the file does not hide it from the check", () => {
    expect(readLeaverLine("4711,2026-03-31,,x", csv)).toMatchObject({ ok: true, value: { personKey: "4711" } });
    expect(readLeaverLine("4711,2026-03-31,,x", csv)).not.toHaveProperty("value.zone");
  });

  test.each([
    ['4711,"2026-03-31,Europe/Berlin,x', "quotes do not close"],
    ["4711,2026-03-31", "2 values for 4 columns"],
    ["4711,2026-03-31,Europe/Berlin,x,y,z", "6 values for 4 columns"],
    ['47"11,"2026-03-31",Europe/Berlin,x', "quotes do not close"],
  ])("%s refuses itself: %s", (line, why) => {
    const read = readLeaverLine(line, csv);
    expect(read).toMatchObject({ ok: false, reasons: [{ code: "input_invalid" }] });
    expect(read.ok ? "" : read.reasons[0].sentence).toContain(why);
  });
});
