import NextAuth from "next-auth";
import { ERROR_SENTENCE } from "#lib/core/errors.ts";
import { webProcess } from "#lib/runtime/web.ts";
import { authOptions } from "./config.ts";
import { isSameOrigin, whence } from "./origin.ts";

interface AuthContext {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

/** next-auth's own routes. What changes something has to come from our own pages, besides next-auth's own check. */
export async function authHandler(request: Request, context: AuthContext): Promise<Response> {
  // A link's secret is only ever sent, never followed; next-auth answers a GET here with a fault of its own.
  if (request.method === "GET" && (await context.params).nextauth.join("/") === "callback/credentials") {
    return new Response(null, { status: 405, headers: { allow: "POST", "cache-control": "no-store" } });
  }
  if (request.method !== "GET" && !isSameOrigin(whence(request.headers), webProcess().env.NEXTAUTH_URL)) {
    const error = { code: "origin_refused", sentence: ERROR_SENTENCE.origin_refused };
    return Response.json({ error }, { status: 403 });
  }
  // next-auth 4 types its App Router handler as the Pages one; it tells them apart by `params`.
  const answer: Response = await NextAuth(request as never, context as never, authOptions());
  answer.headers.set("cache-control", "no-store");
  return answer;
}
