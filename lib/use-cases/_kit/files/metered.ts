import { createHash } from "node:crypto";
import { FileRefused } from "./refuse-file.ts";

/** Bytes as they pass: counted, digested, and cut off when there are too many. */
export interface Metered {
  readonly bytes: AsyncIterable<Uint8Array>;
  count(): number;
  /** SHA-256 of all that passed, hex. Ask once, at the end. */
  digest(): string;
}

/** @param bytesMax above it the file is refused: a length that a header promises is not believed */
export function metered(source: AsyncIterable<Uint8Array>, bytesMax: number): Metered {
  const hash = createHash("sha256");
  let count = 0;
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      count += chunk.length;
      if (count > bytesMax) throw new FileRefused("input_too_large");
      hash.update(chunk);
      yield chunk;
    }
  }
  return { bytes: pass(), count: () => count, digest: () => hash.digest("hex") };
}
