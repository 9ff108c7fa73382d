import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Codes of RFC 2865 and RFC 5176 that are spoken here. */
export const CODE = { disconnectRequest: 40, disconnectAck: 41, disconnectNak: 42 } as const;

/** Types of RFC 2865, 2866, 2869 and 5176 that are spoken here. */
export const ATTRIBUTE = {
  userName: 1,
  nasIpAddress: 4,
  acctSessionId: 44,
  eventTimestamp: 55,
  messageAuthenticator: 80,
  errorCause: 101,
} as const;

export interface Attribute {
  readonly type: number;
  readonly value: Uint8Array;
}

export interface Packet {
  readonly code: number;
  readonly id: number;
  readonly attributes: readonly Attribute[];
}

const HEAD_BYTES = 20;
const PACKET_MAX_BYTES = 4096;
const VALUE_MAX_BYTES = 253;
const AUTHENTICATOR_BYTES = 16;
const ZERO = Buffer.alloc(AUTHENTICATOR_BYTES);

/**
 * Writes a request whose authenticator is a digest of it (RFC 5176 2.3), with a Message-Authenticator in front: the
 * digest alone (MD5 over secret and text) can be forged. The Message-Authenticator is made with an authenticator of zeros.
 * @throws RangeError for a value that fits no attribute, or a packet that fits no datagram.
 */
export function signedRequest({ code, id, attributes }: Packet, secret: Uint8Array): Buffer {
  const body = Buffer.concat([{ type: ATTRIBUTE.messageAuthenticator, value: ZERO }, ...attributes].map(written));
  const length = HEAD_BYTES + body.length;
  if (length > PACKET_MAX_BYTES) throw new RangeError("the request is too long for a datagram of RADIUS");
  const packet = Buffer.concat([headOf(code, id, length), ZERO, body]);
  createHmac("md5", secret)
    .update(packet)
    .digest()
    .copy(packet, HEAD_BYTES + 2);
  digestOf(packet, ZERO, secret).copy(packet, 4);
  return packet;
}

/**
 * Reads an answer to a request. null for what is no packet of RADIUS, answers another request, or was not made with the
 * secret: anybody can send a datagram.
 */
export function readReply(bytes: Uint8Array, request: Uint8Array, secret: Uint8Array): Packet | null {
  const asked = Buffer.from(request);
  const packet = Buffer.from(bytes);
  if (packet.length < HEAD_BYTES || packet[1] !== asked[1]) return null;
  const length = packet.readUInt16BE(2);
  if (length < HEAD_BYTES || length > packet.length || length > PACKET_MAX_BYTES) return null;
  // What stands behind the length is padding (RFC 2865 3).
  const whole = packet.subarray(0, length);
  const requestAuthenticator = asked.subarray(4, HEAD_BYTES);
  if (!timingSafeEqual(digestOf(whole, requestAuthenticator, secret), whole.subarray(4, HEAD_BYTES))) return null;
  const attributes = attributesIn(whole.subarray(HEAD_BYTES));
  if (attributes === null || !isAuthentic(whole, requestAuthenticator, attributes, secret)) return null;
  return { code: whole.readUInt8(0), id: whole.readUInt8(1), attributes };
}

/** A Message-Authenticator that is there must be right. Devices older than RFC 5176 send none. */
function isAuthentic(
  packet: Buffer,
  authenticator: Buffer,
  attributes: readonly Attribute[],
  secret: Uint8Array,
): boolean {
  const stated = attributes.find(({ type }) => type === ATTRIBUTE.messageAuthenticator)?.value;
  if (stated === undefined) return true;
  if (stated.length !== AUTHENTICATOR_BYTES) return false;
  const blank = Buffer.from(packet);
  authenticator.copy(blank, 4);
  const at = placeOf(blank);
  ZERO.copy(blank, at);
  return timingSafeEqual(createHmac("md5", secret).update(blank).digest(), stated);
}

/** Where the value of the Message-Authenticator begins in a packet that has one. */
function placeOf(packet: Buffer): number {
  let at = HEAD_BYTES;
  while (packet[at] !== ATTRIBUTE.messageAuthenticator) at += packet.readUInt8(at + 1);
  return at + 2;
}

function headOf(code: number, id: number, length: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt8(code, 0);
  head.writeUInt8(id, 1);
  head.writeUInt16BE(length, 2);
  return head;
}

function written({ type, value }: Attribute): Buffer {
  if (value.length === 0 || value.length > VALUE_MAX_BYTES) throw new RangeError("a value fits no attribute of RADIUS");
  return Buffer.concat([Buffer.from([type, value.length + 2]), value]);
}

/** MD5 over code, id, length, an authenticator, attributes and secret (RFC 2865 3). */
function digestOf(packet: Buffer, authenticator: Buffer, secret: Uint8Array): Buffer {
  const parts = [packet.subarray(0, 4), authenticator, packet.subarray(HEAD_BYTES), secret];
  return createHash("md5").update(Buffer.concat(parts)).digest();
}

function attributesIn(body: Buffer): readonly Attribute[] | null {
  const attributes: Attribute[] = [];
  let at = 0;
  while (at < body.length) {
    const length = body[at + 1] ?? 0;
    if (length < 2 || at + length > body.length) return null;
    attributes.push({ type: body.readUInt8(at), value: body.subarray(at + 2, at + length) });
    at += length;
  }
  return attributes;
}
