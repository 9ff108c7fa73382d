import { findTokenActor } from "#lib/auth/find-actor.ts";
import { isSameOrigin, whence } from "#lib/auth/origin.ts";
import { currentSession } from "#lib/auth/session.ts";
import { domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { webProcess } from "#lib/runtime/web.ts";

const BEARER = /^Bearer ([A-Za-z0-9_-]{20,200})$/i;

/**
 * Who sends an API request. With an Authorization header the cookie is not looked at: a token that is wrong is not
 * helped by a session. With the cookie alone, a change must come from our own pages.
 */
export async function authenticate(request: Request): Promise<Decision<Actor>> {
  const { env, runtime } = webProcess();
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = BEARER.exec(authorization.trim())?.[1];
    const actor = token === undefined ? null : await findTokenActor(runtime, token);
    return actor === null ? refused(domainError("not_signed_in")) : ok(actor);
  }
  const isChange = request.method !== "GET" && request.method !== "HEAD";
  if (isChange && !isSameOrigin(whence(request.headers), env.NEXTAUTH_URL))
    return refused(domainError("origin_refused"));
  const session = await currentSession();
  return session === null ? refused(domainError("not_signed_in")) : ok(session.actor);
}
