import { isAscii } from "node:buffer";
import { FileRefused } from "./refuse-file.ts";

/** Text of a file, with the encoding it was found to be in. */
export interface Decoded {
  /** Known once the first text has been read; a plain file is "us-ascii" until a letter beyond it comes. */
  encoding: string;
  readonly texts: AsyncIterable<string>;
}

/** Bytes looked at to tell UTF-16 without a mark from other encodings. */
const LOOKED_AT = 4096;

/**
 * Decodes a stream of bytes: by its mark; else UTF-16 where every other byte is zero; else UTF-8 where it is valid; else
 * Windows-1252, which holds Latin-1. The first letter beyond ASCII decides, wherever in the file it stands.
 */
export function decode(bytes: AsyncIterable<Uint8Array>): Decoded {
  const decoded: { encoding: string; texts: AsyncIterable<string> } = { encoding: "us-ascii", texts: none() };
  decoded.texts = texts(bytes, decoded);
  return decoded;
}

// biome-ignore lint/correctness/useYield: an iterable that has nothing.
async function* none(): AsyncGenerator<string> {}

async function* texts(bytes: AsyncIterable<Uint8Array>, found: { encoding: string }): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let first = true;
  for await (const chunk of bytes) {
    if (chunk.length === 0) continue;
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (decoder === null) {
      const encoding = first ? (marked(buffer) ?? unmarked(buffer)) : unmarked(buffer);
      first = false;
      if (encoding === null) {
        yield buffer.toString("latin1");
        continue;
      }
      found.encoding = encoding;
      decoder = new TextDecoder(encoding);
    }
    yield decoder.decode(buffer, { stream: true });
  }
  if (decoder !== null) yield decoder.decode();
}

function marked(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

/** Encoding by what the bytes are like; null while they are plain ASCII. */
function unmarked(bytes: Buffer): string | null {
  const zeros = [0, 0];
  const looked = Math.min(bytes.length, LOOKED_AT);
  for (let at = 0; at < looked; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked / 4 && odd > even) return "utf-16le";
  if (even > looked / 4) return "utf-16be";
  if (even + odd > 0) throw new FileRefused("snapshot_unreadable");
  if (isAscii(bytes)) return null;
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}

/** Valid but for a character that the chunk cuts off at its end. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
