import { createHash, randomBytes } from "node:crypto";

/** 256 bits: nobody guesses it, so a plain SHA-256 at rest is enough. */
const SECRET_BYTES = 32;
const PREFIX_LETTERS = 6;

/** A fresh secret, shown once and kept only as its digest. */
export interface FreshSecret {
  readonly secret: string;
  readonly digest: string;
  /** First letters, by which a person tells tokens apart. */
  readonly prefix: string;
}

/** Makes a secret; `kind` in front lets a scanner recognise one that leaked. */
export function freshSecret(
  kind: "closeout_api" | "closeout_link" | "closeout_session" | "closeout_confirm",
): FreshSecret {
  const random = randomBytes(SECRET_BYTES).toString("base64url");
  const secret = `${kind}_${random}`;
  return { secret, digest: digestOf(secret), prefix: secret.slice(0, kind.length + 1 + PREFIX_LETTERS) };
}

/** SHA-256 of a secret, hex: what the database keeps and looks up. */
export function digestOf(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("hex");
}
