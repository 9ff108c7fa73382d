import { constants, createPublicKey, type JsonWebKey, verify } from "node:crypto";
import type { ObservedFacts } from "../../../core/access/observation.ts";
import { instant, SECOND } from "../../../core/instant.ts";
import { readClaims, readHead } from "./schema.ts";

/** A token that others check by its signature, without asking the server: revoking does not reach them before its end. */
export interface SignedToken {
  readonly alg: "RS256" | "PS256" | "ES256";
  readonly kid: string | null;
  readonly issuer: string;
  readonly facts: ObservedFacts;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** null for every other token, one signed with a shared secret included: only the server itself can check that. */
export function signedToken(token: string): SignedToken | null {
  const [head = "", body = "", signature = "", more] = token.split(".");
  if (signature === "" || more !== undefined) return null;
  const [header, claims] = [readHead(decoded(head)), readClaims(decoded(body))];
  if (header === null || claims === null) return null;
  const at = claims.iat === undefined ? undefined : instant(claims.iat * SECOND);
  return {
    alg: header.alg,
    kid: header.kid ?? null,
    issuer: claims.iss,
    // One token is issued once: the moment is also the last at which it could have been.
    facts: {
      expiresAt: instant(claims.exp * SECOND),
      ...(at === undefined ? {} : { issuedAt: at, reissueBlockedAt: at }),
    },
    signed: Buffer.from(`${head}.${body}`),
    signature: Buffer.from(signature, "base64url"),
  };
}

/** Whether one of the server's keys signed it: an end that somebody else wrote into a token is none. */
export function isSignedBy(token: SignedToken, keys: readonly JsonWebKey[]): boolean {
  return keys.some((jwk) => {
    if (token.kid !== null && jwk["kid"] !== undefined && jwk["kid"] !== token.kid) return false;
    try {
      const key = createPublicKey({ key: jwk, format: "jwk" });
      if (key.asymmetricKeyType !== (token.alg === "ES256" ? "ec" : "rsa")) return false;
      const padding = token.alg === "PS256" ? { padding: constants.RSA_PKCS1_PSS_PADDING } : {};
      return verify("sha256", token.signed, { key, dsaEncoding: "ieee-p1363", ...padding }, token.signature);
    } catch {
      // A key of a kind that Node does not know is not the one.
      return false;
    }
  });
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
