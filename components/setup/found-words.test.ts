import { expect, test } from "vitest";
import { DAY } from "#lib/core/instant.ts";
import type { FoundPersonView, FoundView } from "#lib/core/views/found.ts";
import { foundHeadline, personWords } from "./found-words.ts";

const list = {
  kind: "users",
  query: "All users",
  extractor: "A. Moreau",
  rows: 1204,
  complete: true,
  extractedAtIso: "2025-11-18T12:32:14.000Z",
  zone: "Europe/Berlin",
};
const found = (over: Partial<FoundView> = {}): FoundView => ({
  system: { id: "1", slug: "salesforce", name: "Salesforce", version: 1, owner: null },
  suggestedOwner: null,
  left: 3,
  usable: 2,
  unclear: 0,
  longestMicros: 41 * DAY + 5,
  ahead: 0,
  people: [],
  lists: [list],
  sources: [],
  asOfIso: "2025-11-18T12:33:00.000Z",
  ...over,
});

test("the headline says how many left, how many can still get in, and for how long at the least", () => {
  expect(foundHeadline(found())).toBe("3 people left; 2 still have accounts in Salesforce. Longest: 41 days");
  expect(foundHeadline(found({ left: 1, usable: 1, longestMicros: DAY / 2 }))).toBe(
    "1 person left; 1 still has an account in Salesforce. Longest: 12 h",
  );
});

test("who cannot be checked is in the headline, and nobody seen is not nobody there", () => {
  expect(foundHeadline(found({ usable: 0, unclear: 3 }))).toBe(
    "3 people left; none was seen with an account in Salesforce that can be used. 3 cannot be checked",
  );
  expect(foundHeadline(found({ lists: [] }))).toBe("3 people left; Salesforce has not been looked at yet");
});

test("under each name stands what the row said, with its zone, and what is not stated is said", () => {
  const person = (over: Partial<FoundPersonView>): FoundPersonView => ({
    id: "LV-1",
    caseId: "1",
    personName: "Elena",
    effectiveEnd: {
      atIso: "2025-10-08T22:00:00.000Z",
      zone: "Europe/Berlin",
      offset: "+02:00",
      precision: "date",
      originalText: "2025-10-08",
    },
    cells: [],
    exposure: { state: "running", lowerMicros: 0, upperMicros: 0, tail: "usable" },
    account: "usable",
    holds: [],
    lastUsedIso: null,
    ...over,
  });
  const words = (over: Partial<FoundPersonView>) => personWords(person(over), 1204);
  expect(words({ holds: ["Administrator"], lastUsedIso: "2025-11-02T08:14:00.000Z" })).toBe(
    "Active, Administrator, last used 2 Nov, 09:14 CET",
  );
  expect(words({})).toBe("Active, last use not stated");
  expect(words({ account: "nothing" })).toBe("No account by id, e-mail or name; 1,204 rows read");
  expect(words({ account: "unclear" })).toContain("not understood");
});
