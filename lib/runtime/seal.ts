import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { SealSecret } from "./context.ts";

/** Format byte of a sealed secret: ephemeral X25519, HKDF-SHA-256, AES-256-GCM. */
const FORMAT = 1;
const PUBLIC_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const INFO = "closeout connector secret v1";
/** DER head of an X25519 public key (RFC 8410); the 32 bytes follow. */
const SPKI_HEAD = Buffer.from("302a300506032b656e032100", "hex");

/** What a sealed secret belongs to: moved to another system or name it does not open. */
function associated(systemId: string, name: string): Buffer {
  return Buffer.from(`${systemId}|${name}`, "utf8");
}

/**
 * Seals to the worker's public key. The process that seals cannot open: a stolen web process holds no secret.
 * Layout: format byte, ephemeral public key (32), nonce (12), tag (16), ciphertext.
 */
export function sealWith(publicKey: KeyObject): SealSecret {
  const recipient = rawPublic(publicKey);
  return (systemId, name, secret) => {
    const ephemeral = generateKeyPairSync("x25519");
    const sender = rawPublic(ephemeral.publicKey);
    const key = deriveKey(diffieHellman({ privateKey: ephemeral.privateKey, publicKey }), sender, recipient);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(associated(systemId, name));
    const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
    return new Uint8Array(Buffer.concat([Buffer.from([FORMAT]), sender, nonce, cipher.getAuthTag(), body]));
  };
}

/** Opens what was sealed for this system and name. */
export type OpenSecret = (systemId: string, name: string, sealed: Uint8Array) => string;

/**
 * Opens with the worker's private key.
 * @throws Error when the format is unknown, the key is another, or system, name or a byte was changed.
 */
export function openWith(privateKey: KeyObject): OpenSecret {
  const recipient = rawPublic(createPublicKey(privateKey));
  return (systemId, name, sealed) => {
    const bytes = Buffer.from(sealed);
    const nonceAt = 1 + PUBLIC_BYTES;
    const tagAt = nonceAt + NONCE_BYTES;
    const bodyAt = tagAt + TAG_BYTES;
    if (bytes[0] !== FORMAT || bytes.length < bodyAt) throw new Error("a sealed secret of unknown format");
    const sender = bytes.subarray(1, nonceAt);
    const shared = diffieHellman({ privateKey, publicKey: publicFromRaw(sender) });
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv(
      "aes-256-gcm",
      deriveKey(shared, sender, recipient),
      bytes.subarray(nonceAt, tagAt),
      options,
    );
    decipher.setAAD(associated(systemId, name));
    decipher.setAuthTag(bytes.subarray(tagAt, bodyAt));
    return Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()]).toString("utf8");
  };
}

/** An X25519 public key from its 32 raw bytes. */
export function publicFromRaw(raw: Uint8Array): KeyObject {
  if (raw.length !== PUBLIC_BYTES) throw new RangeError(`an X25519 public key has ${PUBLIC_BYTES} bytes`);
  return createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: "der", type: "spki" });
}

function rawPublic(key: KeyObject): Buffer {
  if (key.asymmetricKeyType !== "x25519") throw new TypeError("the sealing key is not X25519");
  return key.export({ format: "der", type: "spki" }).subarray(SPKI_HEAD.length);
}

/** Both public keys go into the derivation, so that a message cannot be given another sender or reader. */
function deriveKey(shared: Buffer, sender: Buffer, recipient: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", shared, Buffer.concat([sender, recipient]), INFO, 32));
}
