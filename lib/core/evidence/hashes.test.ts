import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { base64url, type Sha256, utf8 } from "./bytes.ts";
import { commit, disclosureDigest } from "./commitment.ts";
import { leafHash } from "./leaf-hash.ts";

const sha256: Sha256 = (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest());
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("bytes", () => {
  test("UTF-8 and base64url agree with the runtime's own on any well-formed text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.uint8Array(), (text, bytes) => {
        expect(utf8(text)).toEqual(new Uint8Array(Buffer.from(text, "utf8")));
        expect(base64url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
      }),
    );
  });

  test.each(["", "a", "\u007f", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"])(
    "UTF-8 at the edge %j",
    (text) => {
      expect(utf8(text)).toEqual(new Uint8Array(Buffer.from(text, "utf8")));
    },
  );

  test("half a surrogate pair is refused: two texts must never share bytes", () => {
    expect(() => utf8("\ud800")).toThrow(TypeError);
    expect(() => utf8("\udfff")).toThrow(TypeError);
  });
});

describe("leaf hash", () => {
  test("is RFC 6962's: the empty leaf has the published hash", () => {
    expect(hex(leafHash(new Uint8Array(0), sha256))).toBe(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    );
  });

  test("is RFC 6962's: the published leaf L123456", () => {
    expect(hex(leafHash(utf8("L123456"), sha256))).toBe(
      "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56",
    );
  });
});

describe("commitment", () => {
  test("reproduces the digest of RFC 9901, section 4.2.3", () => {
    const disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
    expect(disclosureDigest(disclosure, sha256)).toBe("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
  });

  test("discloses salt, name and value, and digests exactly that", () => {
    const salt = new Uint8Array(16).fill(7);
    const made = commit(salt, "mail", "m\u00f6@example.org", sha256);
    expect(JSON.parse(Buffer.from(made.disclosure, "base64url").toString("utf8"))).toEqual([
      Buffer.from(salt).toString("base64url"),
      "mail",
      "m\u00f6@example.org",
    ]);
    expect(made.digest).toBe(disclosureDigest(made.disclosure, sha256));
  });

  test("the same value under another salt has another digest", () => {
    const one = commit(new Uint8Array(16).fill(1), "mail", "a@example.org", sha256);
    const two = commit(new Uint8Array(16).fill(2), "mail", "a@example.org", sha256);
    expect(one.digest).not.toBe(two.digest);
  });

  test("a salt of 15 bytes is refused: names could be guessed from their digests", () => {
    expect(() => commit(new Uint8Array(15), "mail", "a@example.org", sha256)).toThrow(RangeError);
  });
});
