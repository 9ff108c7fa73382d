import { createInflateRaw } from "node:zlib";
import { FileRefused } from "./refuse-file.ts";

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const UNKNOWN_SIZE = 0xffffffff;

/** Hard bounds: a workbook has some dozen parts and packs to a tenth or a thirtieth. */
const ENTRIES_MAX = 2000;
const UNPACKED_MAX = 2 * 1024 ** 3;
const RATIO_MAX = 250;
/** Small parts may be packed as tightly as they like. */
const RATIO_FROM = 1024 ** 2;

/** One part of an archive. Sizes are what the archive claims; they are counted again when it is read. */
export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
  readonly at: number;
}

/**
 * Parts of a zip archive by their names, from its directory. No entry may overlap another (the same bytes would be
 * unpacked many times over), be encrypted, or claim to unpack to more than is taken.
 * @throws FileRefused
 */
export function readDirectory(archive: Buffer): ReadonlyMap<string, ZipEntry> {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count > ENTRIES_MAX) throw new FileRefused("snapshot_packed_too_tight");
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== CENTRAL) throw new FileRefused("snapshot_unreadable");
    entries.push(entryAt(archive, at));
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  checkBounds(entries, end);
  return new Map(entries.map((entry) => [entry.name, entry]));
}

function findEnd(archive: Buffer): number {
  const first = Math.max(0, archive.length - 65_557);
  for (let at = archive.length - 22; at >= first; at -= 1) if (archive.readUInt32LE(at) === END) return at;
  throw new FileRefused("snapshot_unreadable", TORN);
}

const TORN =
  "The workbook is cut off or damaged. Nothing was believed. Export it again and send the whole file, or send CSV.";

function entryAt(archive: Buffer, at: number): ZipEntry {
  const encrypted = (archive.readUInt16LE(at + 8) & 1) === 1;
  const method = archive.readUInt16LE(at + 10);
  const [packed, unpacked] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
  if (encrypted || (method !== STORED && method !== DEFLATED) || packed === UNKNOWN_SIZE || unpacked === UNKNOWN_SIZE)
    throw new FileRefused("snapshot_unreadable");
  const name = archive.toString("utf8", at + 46, at + 46 + archive.readUInt16LE(at + 28));
  return { name, packed, unpacked, method, at: archive.readUInt32LE(at + 42) };
}

function checkBounds(entries: readonly ZipEntry[], end: number): void {
  const inOrder = [...entries].sort((a, b) => a.at - b.at);
  for (const [at, entry] of inOrder.entries()) {
    const next = inOrder[at + 1]?.at ?? end;
    if (entry.at + 30 + entry.packed > next) throw new FileRefused("snapshot_packed_too_tight");
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  const tight = entries.some((one) => one.unpacked > RATIO_FROM && one.unpacked > one.packed * RATIO_MAX);
  if (tight || unpacked > UNPACKED_MAX) throw new FileRefused("snapshot_packed_too_tight");
}

/** The bytes of a part, unpacked as they are read; more than its directory claims are refused. */
export async function* readEntry(archive: Buffer, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const { at, packed, unpacked, method } = entry;
  if (at + 30 > archive.length || archive.readUInt32LE(at) !== LOCAL)
    throw new FileRefused("snapshot_unreadable", TORN);
  const from = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const bytes = archive.subarray(from, from + packed);
  if (method === STORED) {
    yield bytes;
    return;
  }
  const inflate = createInflateRaw();
  inflate.end(bytes);
  let count = 0;
  try {
    for await (const chunk of inflate) {
      // The stream gives buffers.
      const part = chunk as Buffer;
      count += part.length;
      if (count > unpacked) throw new FileRefused("snapshot_packed_too_tight");
      yield part;
    }
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause;
    throw new FileRefused("snapshot_unreadable", TORN);
  }
}
