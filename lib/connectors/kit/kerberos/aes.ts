import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

/** aes256-cts-hmac-sha1-96 (RFC 3962), which every domain controller since 2008 speaks. */
export const AES256 = 18;

const BLOCK = 16;
const MAC_BYTES = 12;
const ZERO = Buffer.alloc(BLOCK);

/** The key of a password: PBKDF2, then one more derivation (RFC 3962, 4). */
export function keyOf(password: string, salt: string, iterations: number): Buffer {
  return derived(pbkdf2Sync(password, salt, iterations, 32, "sha1"), Buffer.from("kerberos"));
}

/** Encrypts for one purpose, with a random first block and a checksum (RFC 3961, 5.3). */
export function encrypt(key: Buffer, usage: number, data: Buffer): Buffer {
  const plain = Buffer.concat([randomBytes(BLOCK), data]);
  return Buffer.concat([cbcSteal(derived(key, purpose(usage, 0xaa)), plain), checksum(key, usage, plain)]);
}

/** The data of an encrypted message; null when its checksum does not fit: a wrong key, or not meant for us. */
export function decrypt(key: Buffer, usage: number, message: Buffer): Buffer | null {
  const length = message.length - MAC_BYTES;
  if (length <= BLOCK) return null;
  const plain = cbcUnsteal(derived(key, purpose(usage, 0xaa)), message.subarray(0, length));
  return timingSafeEqual(checksum(key, usage, plain), message.subarray(length)) ? plain.subarray(BLOCK) : null;
}

function purpose(usage: number, kind: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt32BE(usage);
  bytes[4] = kind;
  return bytes;
}

function checksum(key: Buffer, usage: number, plain: Buffer): Buffer {
  return createHmac("sha1", derived(key, purpose(usage, 0x55)))
    .update(plain)
    .digest()
    .subarray(0, MAC_BYTES);
}

function derived(key: Buffer, constant: Buffer): Buffer {
  const first = block(key, folded(constant, BLOCK));
  return Buffer.concat([first, block(key, first)]);
}

function block(key: Buffer, data: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-ecb", key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

/** Stretches a text to a length by turning and adding it up (RFC 3961, 5.1). */
export function folded(data: Buffer, length: number): Buffer {
  const total = leastCommonMultiple(data.length, length);
  const out = Buffer.alloc(length);
  let carry = 0;
  for (let at = total - 1; at >= 0; at -= 1) {
    carry += turned(data, at) + (out[at % length] ?? 0);
    out[at % length] = carry & 0xff;
    carry >>= 8;
  }
  for (let at = length - 1; carry > 0; at = (at + length - 1) % length) {
    carry += out[at] ?? 0;
    out[at] = carry & 0xff;
    carry >>= 8;
  }
  return out;
}

/** The byte at a place of the endless repetition in which each copy is turned right by 13 bits more. */
function turned(data: Buffer, at: number): number {
  const bits = data.length * 8;
  const copy = Math.floor(at / data.length);
  const start = ((((at % data.length) * 8 - 13 * copy) % bits) + bits) % bits;
  const [first, second] = [data[start >> 3] ?? 0, data[((start >> 3) + 1) % data.length] ?? 0];
  return (((first << 8) | second) >> (8 - (start & 7))) & 0xff;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** CBC whose last two blocks change places, so that nothing need be padded (RFC 3962, 5). Longer than one block. */
function cbcSteal(key: Buffer, plain: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil(plain.length / BLOCK) * BLOCK);
  plain.copy(padded);
  const cipher = createCipheriv("aes-256-cbc", key, ZERO).setAutoPadding(false);
  const all = Buffer.concat([cipher.update(padded), cipher.final()]);
  const last = all.subarray(all.length - BLOCK);
  const before = all.subarray(all.length - 2 * BLOCK, all.length - BLOCK);
  const kept = plain.length - (padded.length - BLOCK);
  return Buffer.concat([all.subarray(0, all.length - 2 * BLOCK), last, before.subarray(0, kept)]);
}

function cbcUnsteal(key: Buffer, message: Buffer): Buffer {
  const tail = message.length % BLOCK === 0 ? BLOCK : message.length % BLOCK;
  const head = message.subarray(0, message.length - tail - BLOCK);
  const last = message.subarray(message.length - tail - BLOCK, message.length - tail);
  const cut = message.subarray(message.length - tail);
  const opener = createDecipheriv("aes-256-ecb", key, null).setAutoPadding(false);
  const opened = Buffer.concat([opener.update(last), opener.final()]);
  // What was cut off the block before is found in the padding of the last.
  const before = Buffer.concat([cut, opened.subarray(tail)]);
  const decipher = createDecipheriv("aes-256-cbc", key, ZERO).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(Buffer.concat([head, before, last])), decipher.final()]);
  return plain.subarray(0, message.length);
}
