import fc from "fast-check";
import { expect, test } from "vitest";
import type { CaseId, ItemId } from "../ids.ts";
import { instant } from "../instant.ts";
import { type CanonicalValue, canonicalJson } from "./canonical.ts";
import type { Entry, EntryFrame } from "./entry.ts";
import { gatherLeaves, type Leaf, leafText } from "./leaf.ts";

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
const token: Entry = { kind: "token.revoked", caseId: null, data: { token: "t" } };

function only(entries: readonly Entry[]): Leaf {
  const { leaves } = gatherLeaves(entries);
  const [leaf] = leaves;
  if (leaf === undefined || leaves.length > 1) throw new Error("not one leaf");
  return leaf;
}

test("a leaf's text is fixed to the byte", () => {
  expect(leafText(only([entry]), frame)).toBe(
    '{"at":5,"by":"human-1","case":{"id":"case-1","number":2,"previous":"ab"},' +
      '"entries":[{"data":{"from":null,"item":"item-1","reason":"seen_usable_past_due","to":"still_present"},' +
      '"kind":"verdict.changed","version":1}],"request":"request-1"}',
  );
});

test("a leaf outside any case says so", () => {
  expect(leafText(only([token]), { ...frame, link: null })).toContain('"case":null');
});

test("a leaf is never linked into another case, nor left out of its own", () => {
  const other = { caseId: "case-2" as CaseId, number: 1, previous: null };
  expect(() => leafText(only([entry]), { ...frame, link: other })).toThrow(TypeError);
  expect(() => leafText(only([entry]), { ...frame, link: null })).toThrow(TypeError);
});

test("entries of one case stand in one leaf in their order, those of another in another", () => {
  const second: Entry = { ...entry, data: { ...entry.data, to: "verified_removed" } } as Entry;
  const { leaves, placeOf } = gatherLeaves([entry, token, second]);
  expect(leaves.map((leaf) => leaf.caseId)).toEqual([caseId, null]);
  expect(placeOf).toEqual([0, 1, 0]);
  expect(leaves[0]?.told.map((text) => JSON.parse(text).data.to)).toEqual(["still_present", "verified_removed"]);
});

test("every entry stands in exactly one leaf of its case, in order, and a leaf fits a tile of the log", () => {
  const told = fc.record({ to: fc.string({ maxLength: 3_000 }), at: fc.constantFrom("case-1", "case-2", null) });
  fc.assert(
    fc.property(fc.array(told, { maxLength: 60 }), (many) => {
      const entries = many.map(
        ({ to, at }) => ({ ...entry, caseId: at as CaseId | null, data: { ...entry.data, to } }) as Entry,
      );
      const { leaves, placeOf } = gatherLeaves(entries);
      const back = leaves.flatMap(({ caseId: of, told: texts }) =>
        texts.map((text) => ({ of, to: JSON.parse(text).data.to })),
      );
      for (const at of [caseId, "case-2", null]) {
        expect(back.filter(({ of }) => of === at).map(({ to }) => to)).toEqual(
          many.filter((one) => one.at === at).map(({ to }) => to),
        );
      }
      entries.forEach((one, at) => {
        expect(leaves[placeOf[at] ?? -1]?.caseId).toBe(one.caseId);
      });
      for (const leaf of leaves) {
        const link = leaf.caseId === null ? null : { caseId: leaf.caseId, number: 1, previous: null };
        expect(Buffer.byteLength(leafText(leaf, { ...frame, link }))).toBeLessThan(65_536);
      }
    }),
  );
});

test("the text is the canonical JSON of the entries and their frame, whatever they hold", () => {
  const names = fc.string();
  fc.assert(
    fc.property(names, names, names, fc.nat(), fc.option(names), (by, requestId, reason, number, previous) => {
      const told: Entry = { ...entry, data: { ...entry.data, reason } } as Entry;
      const link = { caseId, number, previous };
      const value = {
        at: 7,
        by,
        case: { id: caseId, number, previous },
        entries: [{ data: { ...told.data } as CanonicalValue, kind: told.kind, version: 1 }],
        request: requestId,
      };
      expect(leafText(only([told]), { at: instant(7), by, requestId, link })).toBe(canonicalJson(value));
    }),
  );
});
