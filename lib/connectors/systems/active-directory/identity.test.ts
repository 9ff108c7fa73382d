import fc from "fast-check";
import { expect, it } from "vitest";
import { guidBytes, guidText, relativeId, siblingSid, sidText } from "./identity.ts";

it("writes a GUID as Windows does, and reads it back", () => {
  const bytes = Buffer.from("69708bb226ac51489100d9073e7dd6e4", "hex");
  expect(guidText(bytes)).toBe("b28b7069-ac26-4851-9100-d9073e7dd6e4");
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (drawn) => {
      expect(guidBytes(guidText(Buffer.from(drawn)) ?? "")).toEqual(Buffer.from(drawn));
    }),
  );
});

it.each(["", "never-there", "b28b7069-ac26-4851-9100-d9073e7dd6e", "*"])("takes %j for no GUID", (text) =>
  expect(guidBytes(text)).toBeNull(),
);

it("reads a security identifier, its last part, and that of a sibling; nothing of what is cut", () => {
  const sid = Buffer.from("010500000000000515000000c735b875a02f9f351964d94e4f040000", "hex");
  expect(sidText(sid)).toBe("S-1-5-21-1975006663-899624864-1322869785-1103");
  expect(relativeId(sid)).toBe(1103);
  expect(sidText(siblingSid(sid, 513))).toBe("S-1-5-21-1975006663-899624864-1322869785-513");
  expect([sidText(sid.subarray(0, 20)), relativeId(sid.subarray(0, 9)), sidText(undefined)]).toEqual([
    null,
    null,
    null,
  ]);
});
