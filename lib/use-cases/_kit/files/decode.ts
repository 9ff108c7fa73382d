import { isAscii } from "node:buffer";
import { FileRefused } from "./refuse-file.ts";

/** Text of a file, with the encoding it was found to be in. */
export interface Decoded {
  /** Known once the first text has been read; a plain file is "us-ascii" until a letter beyond it comes. */
  readonly encoding: string;
  readonly texts: AsyncIterable<string>;
}

/** Bytes looked at to tell UTF-16 without a mark from other encodings. */
const LOOKED_AT = 4096;

/**
 * Decodes a stream of bytes: by its mark; else UTF-16 where every other byte is zero; else UTF-8 where it is valid; else
 * Windows-1252, which holds Latin-1. The first letter beyond ASCII decides, wherever in the file it stands.
 */
export function decode(bytes: AsyncIterable<Uint8Array>): Decoded {
  const decoder = new LateDecoder();
  return {
    texts: texts(bytes, decoder),
    get encoding() {
      return decoder.encoding;
    },
  };
}

async function* texts(bytes: AsyncIterable<Uint8Array>, decoder: LateDecoder): AsyncGenerator<string> {
  for await (const chunk of bytes) yield decoder.push(chunk);
  yield decoder.end();
}

/** A decoder that decides on its encoding when it must. */
class LateDecoder {
  encoding = "us-ascii";
  #decoder: TextDecoder | null = null;
  /** The end of a chunk that may be the beginning of a character. */
  #held: Buffer = Buffer.alloc(0);
  #first = true;

  push(chunk: Uint8Array): string {
    const buffer = this.#held.length === 0 ? bufferOf(chunk) : Buffer.concat([this.#held, chunk]);
    this.#decoder ??= this.#decide(buffer);
    if (this.#decoder !== null) return this.#decoder.decode(buffer, { stream: true });
    const plain = plainLength(buffer);
    this.#held = buffer.subarray(plain);
    return buffer.toString("latin1", 0, plain);
  }

  end(): string {
    return this.#decoder?.decode() ?? new TextDecoder("windows-1252").decode(this.#held);
  }

  #decide(buffer: Buffer): TextDecoder | null {
    const encoding = (this.#first ? marked(buffer) : null) ?? unmarked(buffer);
    this.#first = false;
    if (encoding === null) return null;
    this.encoding = encoding;
    this.#held = Buffer.alloc(0);
    return new TextDecoder(encoding);
  }
}

function bufferOf(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

/** Bytes that are plain ASCII from the start; up to three more may be a character that the chunk cuts off. */
function plainLength(bytes: Buffer): number {
  let plain = bytes.length;
  while (plain > 0 && (bytes[plain - 1] ?? 0) > 127) plain -= 1;
  return plain;
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
  // A character that the chunk cuts off says nothing yet: its beginning may be a whole letter of another encoding.
  if (bytes.length - plainLength(bytes) < 4 && isAscii(bytes.subarray(0, plainLength(bytes)))) return null;
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
