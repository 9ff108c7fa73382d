import type { ObservedFacts } from "../../../core/access/observation.ts";
import { instant, SECOND } from "../../../core/instant.ts";
import { Trail } from "../../kit/trail.ts";
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
 * Whether the server calls another token of the client that acts active, at this moment: one that it issues to that
 * client now, or another one that was entered. Whoever may not ask is told `active: false` (RFC 7662 2.2), of every token or of
 * those of other clients alone, so that a token of whoever looks would prove nothing of the leaver's.
 * @param not the token in question, by its key; null: none
 */
export async function knowsActive(
  server: Server,
  endpoints: Endpoints,
  trail: Trail,
  not: string | null,
): Promise<boolean> {
  const token = await issued(server, endpoints, trail);
  if (token !== null) {
    const answer = await trail.send("POST", endpoints.introspection, new URLSearchParams({ token }));
    if (answer.failure !== null) return false;
    if (answer.status === 200 && readIntrospection(answer.json)?.active === true) return true;
  }
  for (const held of server.held) {
    if (trail.failure !== null) return false;
    if (held.key === not) continue;
    if ((await introspect(server, endpoints, held, trail))?.kind === "active") return true;
  }
  return false;
}

/** A token that the server issues to the client that acts, for nobody. */
async function issued(server: Server, endpoints: Endpoints, trail: Trail): Promise<string | null> {
  const acting = new Trail(server.acting, trail.signal);
  const answer = await acting.send("POST", endpoints.token, new URLSearchParams({ grant_type: "client_credentials" }));
  trail.exchanges.push(...acting.exchanges);
  if (answer.failure !== null) trail.fail(answer.failure);
  const grant = answer.failure === null && answer.status === 200 ? readGrant(answer.json) : null;
  if (grant === null) return null;
  for (const client of [server.acting, server.observing]) client.hide(grant.access_token);
  return grant.access_token;
}
