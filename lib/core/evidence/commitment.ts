import { base64url, type Sha256, utf8 } from "./bytes.ts";
import { type CanonicalValue, canonicalJson } from "./canonical.ts";

/** Salts shorter than this could be tried one by one against a dictionary of names. 128 bits. */
export const SALT_BYTES = 16;

/**
 * A personal value as an entry carries it: the digest stands in the ledger for good,
 * the disclosure stands in a row that can be deleted. Without the disclosure the digest names nobody.
 */
export interface Commitment {
  /** Base64url of the disclosed array [salt, name, value]; personal. */
  readonly disclosure: string;
  /** Base64url of SHA-256 over the disclosure; safe to keep. */
  readonly digest: string;
}

/**
 * Commits to one named personal value the way of RFC 9901, section 4.2.
 * @param salt at least 16 fresh random bytes, used once.
 * @throws RangeError when the salt is shorter: the value could be guessed from its digest.
 */
export function commit(salt: Uint8Array, name: string, value: CanonicalValue, sha256: Sha256): Commitment {
  if (salt.length < SALT_BYTES) throw new RangeError(`a salt needs ${SALT_BYTES} bytes, got ${salt.length}`);
  const disclosure = base64url(utf8(canonicalJson([base64url(salt), name, value])));
  return { disclosure, digest: disclosureDigest(disclosure, sha256) };
}

/** Digest of a disclosure, as stored in an entry: base64url(SHA-256(ASCII of the disclosure)). */
export function disclosureDigest(disclosure: string, sha256: Sha256): string {
  return base64url(sha256(utf8(disclosure)));
}
