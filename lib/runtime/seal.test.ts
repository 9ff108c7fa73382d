import { createPrivateKey, diffieHellman, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { openWith, publicFromRaw, sealWith } from "./seal.ts";

const worker = generateKeyPairSync("x25519");
const seal = sealWith(worker.publicKey);
const open = openWith(worker.privateKey);

test("what the web seals the worker opens, to the byte, empty and long secrets included", () => {
  for (const secret of ["", "s3cret", "pässwörd \u{1f511}", "x".repeat(10_000)]) {
    expect(open("sys", "token", seal("sys", "token", secret))).toBe(secret);
  }
});

test("a sealed secret moved to another system or name does not open", () => {
  const sealed = seal("sys-1", "token", "s3cret");
  expect(() => open("sys-2", "token", sealed)).toThrow();
  expect(() => open("sys-1", "password", sealed)).toThrow();
  // The bar keeps system and name apart: ids are UUIDs and hold none.
  expect(() => open("sys-1|token", "", sealed)).toThrow();
});

test("another private key does not open it, nor does any changed byte", () => {
  const sealed = seal("sys", "token", "s3cret");
  expect(() => openWith(generateKeyPairSync("x25519").privateKey)("sys", "token", sealed)).toThrow();
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => open("sys", "token", changed), `byte ${at}`).toThrow();
  }
});

test("sealing the same secret twice gives different bytes and never holds the secret", () => {
  const [one, two] = [seal("sys", "token", "canary-secret"), seal("sys", "token", "canary-secret")];
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
  expect(Buffer.from(one).includes("canary-secret")).toBe(false);
});

test("the key agreement is X25519's own: the vector of RFC 7748, section 6.1", () => {
  const head = Buffer.from("302e020100300506032b656e04220420", "hex");
  const raw = Buffer.from("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a", "hex");
  const alice = createPrivateKey({ key: Buffer.concat([head, raw]), format: "der", type: "pkcs8" });
  const bob = publicFromRaw(Buffer.from("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", "hex"));
  expect(diffieHellman({ privateKey: alice, publicKey: bob }).toString("hex")).toBe(
    "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
  );
});

test("a key of another kind is refused at once", () => {
  expect(() => sealWith(generateKeyPairSync("ed25519").publicKey)).toThrow(TypeError);
  expect(() => publicFromRaw(new Uint8Array(31))).toThrow(RangeError);
});
