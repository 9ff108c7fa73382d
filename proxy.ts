import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy, PAGE_HEADERS } from "#lib/transport/content-policy.ts";

const NONCE_BYTES = 16;

/**
 * Puts the content policy with a fresh nonce on every page. It authorises nothing: a request that gets around it meets
 * the same checks in every page, action and route.
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = contentPolicy(randomBytes(NONCE_BYTES).toString("base64"));
  // Next reads the nonce from here; whatever a client sent under this name is overwritten.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(PAGE_HEADERS)) response.headers.set(name, value);
  return response;
}

/** Pages. The API sets its own headers; files of the build are the same for everybody. */
export const config = { matcher: ["/((?!api/|_next/static/|icon).*)"] };
