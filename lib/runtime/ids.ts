import { randomFillSync } from "node:crypto";

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const COUNTER_MAX = 0xfff;
const pool = new Uint8Array(8 * 512);
let poolAt = pool.length;
let lastMillis = 0;
let counter = 0;

/**
 * A UUID v7 (RFC 9562): 48 bits of milliseconds, a 12-bit counter, 62 random bits.
 * Ids made by one process ascend, so that rows of a batch go to one end of an index. The time in it orders
 * index pages alone; no fact is dated by it.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMillis) {
    lastMillis = now;
    counter = 0;
  } else if (counter === COUNTER_MAX) {
    lastMillis += 1;
    counter = 0;
  } else {
    counter += 1;
  }
  if (poolAt >= pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  const time = lastMillis.toString(16).padStart(12, "0");
  const high = HEX[0x70 | (counter >> 8)] ?? "";
  const low = HEX[counter & 0xff] ?? "";
  const random: string[] = [];
  for (let at = 0; at < 8; at += 1) {
    const byte = pool[poolAt + at] ?? 0;
    random.push(HEX[at === 0 ? 0x80 | (byte & 0x3f) : byte] ?? "");
  }
  poolAt += 8;
  const tail = random.join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-${high}${low}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
