import type { Sha256 } from "./bytes.ts";

/** RFC 6962: the byte that keeps a leaf from ever being read as an inner node of the tree. */
const LEAF_PREFIX = 0x00;

/** Leaf hash of an entry's exact bytes: SHA-256(0x00 || bytes). 32 bytes. */
export function leafHash(bytes: Uint8Array, sha256: Sha256): Uint8Array {
  const prefixed = new Uint8Array(bytes.length + 1);
  prefixed[0] = LEAF_PREFIX;
  prefixed.set(bytes, 1);
  return sha256(prefixed);
}
