import { createPrivateKey, sign } from "node:crypto";

/** Who asks, for whom, and for what. */
export interface Assertion {
  readonly issuer: string;
  /** Whom the caller acts for; null = itself. */
  readonly subject: string | null;
  readonly audience: string | null;
  readonly scope: string | null;
  /** Seconds since 1970, and how long the assertion may be used. */
  readonly issuedAtSeconds: number;
  readonly lifeSeconds: number;
}

/**
 * A JWT that is exchanged for an access token (RFC 7523), signed RS256 with the caller's own key.
 * @param privateKey PEM. @throws Error when the key cannot be read; its text is not in the message.
 */
export function signedAssertion(claims: Assertion, privateKey: string, keyId: string | null): string {
  const header = { alg: "RS256", typ: "JWT", ...(keyId === null ? {} : { kid: keyId }) };
  const payload = {
    iss: claims.issuer,
    ...(claims.subject === null ? {} : { sub: claims.subject }),
    ...(claims.audience === null ? {} : { aud: claims.audience }),
    ...(claims.scope === null ? {} : { scope: claims.scope }),
    iat: claims.issuedAtSeconds,
    exp: claims.issuedAtSeconds + claims.lifeSeconds,
  };
  const text = `${encoded(header)}.${encoded(payload)}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), createPrivateKey(privateKey)).toString("base64url")}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
