import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { ATTRIBUTE, CODE, readReply, signedRequest } from "./packet.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ""), "hex");

/** RFC 2865 7.1: nemo signs in to port 3; the secret is xyzzy5461. */
const REQUEST = hex(`01000038 0f403f9473978057bd83d5cb98f4227a 01066e656d6f
  02120dbe708d93d413ce3196e43f782a0aee 0406c0a80110 050600000003`);
const ACCEPT = hex("02000026 86fe220e7624ba2a1005f6bf9b55e0b2 060600000001 0f0600000000 0e06c0a80103");
const SECRET = Buffer.from("xyzzy5461");

test("an answer of RFC 2865's example is read, and not with another secret, to another request, or changed", () => {
  const read = readReply(ACCEPT, REQUEST, SECRET);
  expect(read).toMatchObject({ code: 2, id: 0, attributes: [{ type: 6 }, { type: 15 }, { type: 14 }] });
  expect(readReply(Buffer.concat([ACCEPT, Buffer.from("padding")]), REQUEST, SECRET)).toEqual(read);
  expect(readReply(ACCEPT, REQUEST, Buffer.from("xyzzy5462"))).toBeNull();
  const other = Buffer.from(REQUEST);
  other[10] = 0;
  expect(readReply(ACCEPT, other, SECRET)).toBeNull();
  for (let at = 0; at < ACCEPT.length; at += 1) {
    const changed = Buffer.from(ACCEPT);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect([at, readReply(changed, REQUEST, SECRET)]).toEqual([at, null]);
  }
});

test("what is too short, lies about its lengths or ends in the middle is no answer", () => {
  for (let length = 0; length < ACCEPT.length; length += 1) {
    expect(readReply(ACCEPT.subarray(0, length), REQUEST, SECRET)).toBeNull();
  }
  for (const length of [0, 1, 19, 0xffff]) {
    const lying = Buffer.from(ACCEPT);
    lying.writeUInt16BE(length, 2);
    expect(readReply(lying, REQUEST, SECRET)).toBeNull();
  }
});

test("a request to disconnect carries its Message-Authenticator in front, made with an authenticator of zeros", () => {
  const attributes = [{ type: ATTRIBUTE.userName, value: Buffer.from("mia") }];
  const packet = signedRequest({ code: CODE.disconnectRequest, id: 7, attributes }, SECRET);
  expect([packet[0], packet[1], packet.readUInt16BE(2), packet[20], packet[21]]).toEqual([
    40,
    7,
    packet.length,
    80,
    18,
  ]);
  const blank = Buffer.from(packet);
  blank.fill(0, 4, 20);
  blank.fill(0, 22, 38);
  const expected = createHmac("md5", SECRET).update(blank).digest("hex");
  expect(packet.subarray(22, 38).toString("hex")).toBe(expected);
});

test("a value that fits no attribute, and a request that fits no datagram, are refused before anything is sent", () => {
  const of = (...sizes: number[]) => sizes.map((size) => ({ type: 1, value: Buffer.alloc(size, 97) }));
  for (const sizes of [[0], [254], Array.from({ length: 17 }, () => 253)])
    expect(() => signedRequest({ code: 40, id: 0, attributes: of(...sizes) }, SECRET)).toThrow(RangeError);
});
