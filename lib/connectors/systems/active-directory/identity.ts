/** Order of an objectGUID's bytes in its text: the first three parts are stored backwards. */
const GUID_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An objectGUID as text; null when it has not its sixteen bytes. */
export function guidText(bytes: Buffer | undefined): string | null {
  if (bytes?.length !== 16) return null;
  const hex = GUID_ORDER.map((at) => (bytes[at] ?? 0).toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The bytes of a GUID written as text; null for what is none. */
export function guidBytes(text: string): Buffer | null {
  if (!GUID.test(text)) return null;
  const written = Buffer.from(text.replaceAll("-", ""), "hex");
  const bytes = Buffer.alloc(16);
  for (const [place, at] of GUID_ORDER.entries()) bytes[at] = written[place] ?? 0;
  return bytes;
}

/** A security identifier as text (S-1-5-21-…-513); null when its bytes are none. */
export function sidText(bytes: Buffer | undefined): string | null {
  if (bytes === undefined || bytes.length < 8) return null;
  const count = bytes[1] ?? 0;
  if (bytes.length !== 8 + 4 * count) return null;
  const parts = Array.from({ length: count }, (_, at) => bytes.readUInt32LE(8 + 4 * at));
  return ["S", bytes[0], bytes.readUIntBE(2, 6), ...parts].join("-");
}

/** The last part of a security identifier: it tells the built-in accounts apart, which lie below 1000. */
export function relativeId(sid: Buffer | undefined): number | null {
  return sid === undefined || sidText(sid) === null || sid.length < 12 ? null : sid.readUInt32LE(sid.length - 4);
}

/** The security identifier of a domain's group, from that of one of its accounts. */
export function siblingSid(sid: Buffer, relative: number): Buffer {
  const bytes = Buffer.from(sid);
  bytes.writeUInt32LE(relative, bytes.length - 4);
  return bytes;
}
