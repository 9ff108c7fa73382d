import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import path from "node:path";
import { keep } from "./data-folder.mjs";

/** The public key's own 32 bytes follow this many bytes of DER head (RFC 8410). */
const SPKI_HEAD_BYTES = 12;

/**
 * The secrets of one installation, made on its first start, each in a file only its owner can read. Web can seal a
 * connector's secret with the public key and cannot read it back; only the worker is handed the file that opens it.
 * @param {string} data the data folder
 * @param {string} name main or demo
 * @returns {{ privateKeyFile: string, publicKey: string, sessionSecret: string }} publicKey: X25519, its 32 bytes in
 *   base64; the private key file holds PKCS 8 as PEM
 */
export function openKeys(data, name) {
  const privateKeyFile = path.join(data, `${name}-seal-private.pem`);
  const pem = keep(privateKeyFile, () =>
    generateKeyPairSync("x25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  );
  const spki = createPublicKey(createPrivateKey(pem)).export({ format: "der", type: "spki" });
  const sessionSecret = keep(
    path.join(data, `${name}-session.key`),
    () => `${randomBytes(32).toString("base64url")}\n`,
  );
  return {
    privateKeyFile,
    publicKey: spki.subarray(SPKI_HEAD_BYTES).toString("base64"),
    sessionSecret: sessionSecret.trim(),
  };
}
