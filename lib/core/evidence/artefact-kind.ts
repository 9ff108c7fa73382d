/** What an artefact may be, told by its bytes and never by its name or by what the sender says it is. */
export const ARTEFACT_KINDS = ["png", "jpeg", "pdf", "text", "reference"] as const;
export type ArtefactKind = (typeof ARTEFACT_KINDS)[number];

/** Longest file that is taken, bytes: a screenshot or a page or two, not an archive. */
export const ARTEFACT_BYTES_MAX = 5 * 1024 * 1024;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];

/** Kind of a file by its first bytes; text (also CSV) is UTF-8 without control characters. null: none that is taken. */
export function sniffArtefact(bytes: Uint8Array): Exclude<ArtefactKind, "reference"> | null {
  if (startsWith(bytes, PNG)) return "png";
  if (startsWith(bytes, JPEG)) return "jpeg";
  if (startsWith(bytes, PDF)) return "pdf";
  return bytes.length > 0 && isPlainText(bytes) ? "text" : null;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function isPlainText(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Bytes of the character at `at`; 0 where no printable UTF-8 character, tab or line end stands. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return (first >= 0x20 && first !== 0x7f) || isLineSpace(first) ? 1 : 0;
  const length = sequenceLength(first);
  for (let next = 1; next < length; next += 1) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** Bytes of a sequence that begins with `first`; 0 where none does. */
function sequenceLength(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function isLineSpace(byte: number): boolean {
  return byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
