import { cookies, headers } from "next/headers";
import { decode } from "next-auth/jwt";
import { webProcess } from "#lib/runtime/web.ts";
import { sessionCookieName } from "./config.ts";
import { findSignedIn, type SignedIn } from "./find-actor.ts";
import { isSameOrigin, whence } from "./origin.ts";
import { signOut } from "./sign-out.ts";

/** Who is signed in with the cookie of this request; null: nobody. Asks the database every time. */
export async function currentSession(): Promise<SignedIn | null> {
  const sessionId = await currentSessionId();
  return sessionId === null ? null : findSignedIn(webProcess().runtime, sessionId);
}

/** Ends the session of this request and takes its cookie away. Another site cannot sign anybody out. */
export async function endCurrentSession(): Promise<void> {
  if (!isSameOrigin(whence(await headers()), webProcess().env.NEXTAUTH_URL)) return;
  const sessionId = await currentSessionId();
  if (sessionId !== null) await signOut(webProcess().runtime, sessionId);
  (await cookies()).delete({ name: sessionCookieName(), path: "/" });
}

async function currentSessionId(): Promise<string | null> {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  return cookie === undefined ? null : readSessionCookie(cookie, webProcess().env.NEXTAUTH_SECRET);
}

/** Session id in a cookie; null when it was not made by us, was changed, or is too old. */
export async function readSessionCookie(cookie: string, secret: string): Promise<string | null> {
  try {
    const sid = (await decode({ token: cookie, secret }))?.["sid"];
    return typeof sid === "string" ? sid : null;
  } catch {
    // Whatever is wrong with a cookie, nobody is signed in by it.
    return null;
  }
}
