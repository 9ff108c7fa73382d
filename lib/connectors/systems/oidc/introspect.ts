import type { ObservedFacts } from "../../../core/access/observation.ts";
import { instant, SECOND } from "../../../core/instant.ts";
import type { Trail } from "../../kit/trail.ts";
import type { HeldToken } from "./held.ts";
import { readGrant, readIntrospection, readKeys, readRefusal } from "./schema.ts";
import type { Endpoints, Server } from "./server.ts";
import { isSignedBy, type SignedToken, signedToken } from "./signed-token.ts";

/** What the server says of a token now; `outlives`: others go on accepting it until its own end, whatever it says. */
export type Introspected =
  | { readonly kind: "active"; readonly userName: string | null; readonly facts: ObservedFacts }
  | { readonly kind: "inactive" }
  | { readonly kind: "outlives"; readonly facts: ObservedFacts }
  /** It is active and belongs to somebody else than was entered. */
  | { readonly kind: "anothers" };

/** Asks by RFC 7662; null when no answer is known. */
export async function introspect(
  server: Server,
  endpoints: Endpoints,
  { token, subject }: Pick<HeldToken, "token" | "subject">,
  trail: Trail,
): Promise<Introspected | null> {
  const answer = await trail.send("POST", endpoints.introspection, new URLSearchParams({ token }));
  if (answer.failure !== null) return null;
  const said = answer.status === 200 ? readIntrospection(answer.json) : null;
  if (said?.active === true) return activeAs(said, subject);
  const signed = signedToken(token);
  if (said !== null && signed === null) return { kind: "inactive" };
  const refused = answer.status === 400 && readRefusal(answer.json)?.error === "unsupported_token_type";
  if (signed !== null && (said !== null || refused) && (await isTheirs(server, endpoints, signed, trail))) {
    return { kind: "outlives", facts: signed.facts };
  }
  trail.fail("unexpected_shape");
  return null;
}

function activeAs(said: NonNullable<ReturnType<typeof readIntrospection>>, subject: string): Introspected {
  if (typeof said.sub === "string" && said.sub !== subject) return { kind: "anothers" };
  const facts = {
    ...(said.iat == null ? {} : { issuedAt: instant(said.iat * SECOND) }),
    ...(said.exp == null ? {} : { expiresAt: instant(said.exp * SECOND) }),
  };
  return { kind: "active", userName: said.username ?? null, facts };
}

async function isTheirs(server: Server, endpoints: Endpoints, signed: SignedToken, trail: Trail): Promise<boolean> {
  const keys = endpoints.keys === null ? null : readKeys((await trail.get(endpoints.keys)).json);
  const isIssuer = signed.issuer.replace(/\/+$/, "") === server.config.issuer.replace(/\/+$/, "");
  return isIssuer && keys !== null && isSignedBy(signed, keys.keys);
}

/**
 * Whether the server calls a token active that certainly is: one it issues to us this moment. Whoever may not
 * introspect is told `active: false` of every token (RFC 7662 2.2), so without it a "no" proves nothing.
 */
export async function knowsActive(server: Server, endpoints: Endpoints, trail: Trail): Promise<boolean> {
  const answer = await trail.send("POST", endpoints.token, new URLSearchParams({ grant_type: "client_credentials" }));
  const grant = answer.failure === null && answer.status === 200 ? readGrant(answer.json) : null;
  if (grant === null) return false;
  server.observing.hide(grant.access_token);
  const again = await trail.send("POST", endpoints.introspection, new URLSearchParams({ token: grant.access_token }));
  return again.failure === null && again.status === 200 && readIntrospection(again.json)?.active === true;
}
