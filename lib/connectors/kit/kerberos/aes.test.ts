import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { decrypt, encrypt, folded, keyOf } from "./aes.ts";

it.each([
  ["012345", 8, "be072631276b1955"],
  ["password", 7, "78a07b6caf85fa"],
  ["Rough Consensus, and Running Code", 8, "bb6ed30870b7f0e0"],
  ["kerberos", 16, "6b65726265726f737b9b5b2b93132b93"],
])("folds %j to %i bytes as RFC 3961 does", (text, length, hex) => {
  expect(folded(Buffer.from(text), length).toString("hex")).toBe(hex);
});

it.each([
  [1, "fe697b52bc0d3ce14432ba036a92e65bbb52280990a2fa27883998d72af30161"],
  [2, "a2e16d16b36069c135d5e9d2e25f896102685618b95914b467c67622225824ff"],
])("makes the key of a password with %i rounds as RFC 3962 does", (rounds, hex) => {
  expect(keyOf("password", "ATHENA.MIT.EDUraeburn", rounds).toString("hex")).toBe(hex);
});

it("reads what it wrote at any length, and nothing that was changed or meant for another purpose", () => {
  const key = randomBytes(32);
  for (let length = 1; length < 70; length += 1) {
    const data = randomBytes(length);
    const message = encrypt(key, 3, data);
    expect(decrypt(key, 3, message)).toEqual(data);
    expect(decrypt(key, 4, message)).toBeNull();
    message[length % message.length] = (message[length % message.length] ?? 0) ^ 1;
    expect(decrypt(key, 3, message)).toBeNull();
  }
});
