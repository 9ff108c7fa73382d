import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { SECOND } from "#lib/core/instant.ts";
import { webProcess } from "#lib/runtime/web.ts";
import { SESSION_LIFE } from "./limits.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

/** Whether the product is reached over https: cookies are then Secure and bound to the host. */
export function isSecure(): boolean {
  return webProcess().env.NEXTAUTH_URL.startsWith("https://");
}

/** Name of the session cookie. `__Host-`: no other host, subdomain or path can set it. */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-closeout-session" : "closeout-session";
}

/** Lifetime of the cookie in seconds; the database decides whether its session lives. */
export const COOKIE_SECONDS = SESSION_LIFE / SECOND;

/** next-auth's settings. The cookie holds a random session id and nothing else. */
export function authOptions(): NextAuthOptions {
  const { env, runtime } = webProcess();
  const secure = isSecure();
  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: COOKIE_SECONDS },
    jwt: { maxAge: COOKIE_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
    },
    providers: [
      CredentialsProvider({
        name: "One-time link",
        credentials: { token: { type: "text" } },
        authorize: async (credentials) => {
          const sessionId = await signIn(runtime, credentials?.token ?? "");
          return sessionId === null ? null : { id: sessionId };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token["sid"] }),
      // The browser learns nothing from it: neither the id nor who is signed in.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => (url.startsWith("/") && !url.startsWith("//") ? `${baseUrl}${url}` : baseUrl),
    },
    events: {
      signOut: async ({ token }) => {
        const sid = token?.["sid"];
        if (typeof sid === "string") await signOut(runtime, sid);
      },
    },
    logger: {
      error: (code) => runtime.logger.log("warn", "sign-in", { code }),
      warn: (code) => runtime.logger.log("debug", "sign-in", { code }),
      debug: () => undefined,
    },
  };
}
