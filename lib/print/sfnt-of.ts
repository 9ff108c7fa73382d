import { inflateSync } from "node:zlib";

const WOFF = 0x774f4646;
const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/**
 * A WOFF 1.0 file as the plain font inside it (W3C WOFF, section 4). The PDF writer can read WOFF itself, but inflates
 * it anew for every document, in JavaScript, which takes longer than all the rest.
 * @throws Error when the file is no WOFF
 */
export function sfntOf(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== WOFF) throw new Error("not a WOFF file");
  const count = woff.readUInt16BE(12);
  const header = Buffer.alloc(SFNT_HEADER + count * SFNT_ENTRY);
  const selector = Math.floor(Math.log2(count));
  header.writeUInt32BE(woff.readUInt32BE(4), 0);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(16 * 2 ** selector, 6);
  header.writeUInt16BE(selector, 8);
  header.writeUInt16BE(16 * count - 16 * 2 ** selector, 10);
  const parts = [header];
  let offset = header.length;
  for (let table = 0; table < count; table += 1) {
    const data = tableOf(woff, WOFF_HEADER + table * WOFF_ENTRY);
    const entry = SFNT_HEADER + table * SFNT_ENTRY;
    woff.copy(header, entry, data.entry, data.entry + 4);
    header.writeUInt32BE(data.checksum, entry + 4);
    header.writeUInt32BE(offset, entry + 8);
    header.writeUInt32BE(data.bytes.length, entry + 12);
    // Tables begin at multiples of four.
    const padded = Buffer.alloc(Math.ceil(data.bytes.length / 4) * 4);
    data.bytes.copy(padded);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}

function tableOf(woff: Buffer, entry: number) {
  const at = woff.readUInt32BE(entry + 4);
  const packed = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const raw = woff.subarray(at, at + packed);
  // A table that would not have become smaller is stored as it is.
  const bytes = packed < length ? inflateSync(raw) : raw;
  return { entry, bytes, checksum: woff.readUInt32BE(entry + 16) };
}
