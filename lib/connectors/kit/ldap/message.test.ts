import fc from "fast-check";
import { expect, it } from "vitest";
import { NotLdapError } from "./ber.ts";
import { Frames, MessageTooLongError } from "./frames.ts";
import { readMessage } from "./message.ts";

const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");
/** Search ended, code 0, with a cookie "abc" for the next page. */
const PAGE =
  "30 2f 02 01 02 65 07 0a 01 00 04 00 04 00 a0 21 30 1f 04 16 312e322e3834302e3131333535362e312e342e333139 04 05 30 03";
const DONE = "30 0c 02 01 02 65 07 0a 01 00 04 00 04 00";
const ENTRY = "30 1d 02 01 02 64 18 04 04 63 6e 3d 61 30 10 30 0e 04 04 6d 61 69 6c 31 06 04 01 61 04 01 62";

it("reads an entry with all its values, and the end of a search", () => {
  const { id, message } = readMessage(bytes(ENTRY));
  expect(id).toBe(2);
  expect(message.kind === "entry" && [message.entry.dn, message.entry.texts("MAIL")]).toEqual(["cn=a", ["a", "b"]]);
  // Of several values none is the value.
  expect(message.kind === "entry" && message.entry.text("mail")).toBeNull();
  expect(readMessage(bytes(DONE)).message).toMatchObject({ kind: "result", code: 0, cookie: null });
});

it.each([
  ["no code", "30 09 02 01 02 65 04 04 00 04 00"],
  ["an empty code", "30 0b 02 01 02 65 06 0a 00 04 00 04 00"],
  ["a value that ends outside of its list", ENTRY.replace("31 06", "31 16")],
  ["an entry that ends outside of its message", ENTRY.replace("64 18", "64 28")],
  ["a list of attributes that is missing", "30 0b 02 01 02 64 06 04 04 63 6e 3d 61"],
  ["an operation that no server sends", DONE.replace("65", "60")],
  ["a length without end", DONE.replace("65 07", "65 80")],
  ["a page's mark that is cut", PAGE],
])("takes %s for no answer", (_, hex) => expect(() => readMessage(bytes(hex))).toThrow(NotLdapError));

it("is never left hanging and never crashes, whatever arrives", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(30), (noise, at) => {
      const hurt = Buffer.concat([bytes(ENTRY).subarray(0, at), Buffer.from(noise)]);
      try {
        readMessage(hurt);
      } catch (error) {
        expect(error).toBeInstanceOf(NotLdapError);
      }
    }),
    { numRuns: 2_000 },
  );
});

it("cuts a stream into messages wherever it is torn", () => {
  const stream = Buffer.concat([bytes(ENTRY), bytes(DONE), bytes(ENTRY)]);
  for (let size = 1; size <= stream.length; size += 1) {
    const frames = new Frames();
    const whole: Buffer[] = [];
    for (let at = 0; at < stream.length; at += size) whole.push(...frames.push(stream.subarray(at, at + size)));
    expect(whole.map((one) => one.toString("hex"))).toEqual(
      [ENTRY, DONE, ENTRY].map((one) => bytes(one).toString("hex")),
    );
  }
});

it("reads nothing that is no LDAP, and nothing without bound", () => {
  expect(() => new Frames().push(Buffer.from("HTTP/1.1 400 Bad Request"))).toThrow(NotLdapError);
  expect(() => new Frames().push(bytes("30 84 7f ff ff ff 02"))).toThrow(MessageTooLongError);
});
