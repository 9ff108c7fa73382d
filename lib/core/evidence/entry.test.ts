import fc from "fast-check";
import { expect, test } from "vitest";
import type { CaseId, ItemId } from "../ids.ts";
import { instant } from "../instant.ts";
import { type CanonicalValue, canonicalJson } from "./canonical.ts";
import { type Entry, type EntryFrame, entryText, entryVersion } from "./entry.ts";

// Ids are opaque text: any distinct text will do.
const caseId = "case-1" as CaseId;
const entry: Entry = {
  kind: "verdict.changed",
  caseId,
  data: { item: "item-1" as ItemId, from: null, to: "still_present", reason: "seen_usable_past_due" },
};
const frame: EntryFrame = {
  at: instant(5),
  by: "human-1",
  requestId: "request-1",
  link: { caseId, number: 2, previous: "ab" },
};

test("an entry's text is fixed to the byte", () => {
  expect(entryText(entry, frame)).toBe(
    '{"at":5,"by":"human-1","case":{"id":"case-1","number":2,"previous":"ab"},' +
      '"data":{"from":null,"item":"item-1","reason":"seen_usable_past_due","to":"still_present"},' +
      '"kind":"verdict.changed","request":"request-1","version":1}',
  );
});

test("an entry outside any case says so", () => {
  const token: Entry = { kind: "token.revoked", caseId: null, data: { token: "t" } };
  expect(entryText(token, { ...frame, link: null })).toContain('"case":null');
});

test("an entry is never linked into another case, nor left out of its own", () => {
  const other = { caseId: "case-2" as CaseId, number: 1, previous: null };
  expect(() => entryText(entry, { ...frame, link: other })).toThrow(TypeError);
  expect(() => entryText(entry, { ...frame, link: null })).toThrow(TypeError);
});

test("kinds start at version 1", () => {
  expect(entryVersion("leaver.closed")).toBe(1);
});

test("the text is the canonical JSON of the entry and its frame, whatever they hold", () => {
  const names = fc.string();
  fc.assert(
    fc.property(names, names, names, fc.nat(), fc.option(names), (by, requestId, reason, number, previous) => {
      const told: Entry = { ...entry, data: { ...entry.data, reason } } as Entry;
      const link = { caseId, number, previous };
      const value = {
        at: 7,
        by,
        case: { id: caseId, number, previous },
        data: { ...told.data } as CanonicalValue,
        kind: told.kind,
        request: requestId,
        version: 1,
      };
      expect(entryText(told, { at: instant(7), by, requestId, link })).toBe(canonicalJson(value));
    }),
  );
});
