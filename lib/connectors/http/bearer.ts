import type { Answer, HttpClient } from "./client.ts";

/** How an access token is asked for. */
export interface TokenRequest {
  readonly path: string;
  /** Form-encoded body; made anew each time, because a signed assertion runs out. null = none. */
  form(): string | null;
  /** Where an assertion goes before the request and not into it (GitHub Apps). */
  authorization?(): string;
}

interface Grant {
  readonly authorization: string;
  /** On the process's monotonic clock, milliseconds. */
  readonly until: number;
}

/** A token is renewed this long before it ends, so that a call under way does not outlive it. */
const SPARE_MS = 60_000;
/** For an issuer that does not say how long its token lives. */
const UNSAID_MS = 300_000;

/**
 * Puts an OAuth access token before every call to `api` (RFC 6749 4.4, RFC 7523). The token is asked for through
 * `issuer`, a guarded client like the other, held in memory until it ends, and is in nothing that is kept: an exchange
 * of tokens is only reported when it failed, and then without what was sent. A failed exchange is the answer to the
 * call that needed the token.
 */
export function bearerClient(api: HttpClient, issuer: HttpClient, request: TokenRequest): HttpClient {
  let held: Grant | null = null;
  let asking: Promise<Grant | Answer> | null = null;

  const ask = async (): Promise<Grant | Answer> => {
    let assertion: string | undefined;
    let form: string | null;
    try {
      assertion = request.authorization?.();
      form = request.form();
    } catch {
      // The key's own text may stand in what was thrown.
      return UNSIGNED;
    }
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
      ...(assertion === undefined ? {} : { authorization: assertion }),
    };
    // Not the caller's signal: others may wait for the same token. The client's deadline ends it.
    const never = new AbortController().signal;
    const answer = await issuer.send("POST", request.path, form, never, headers);
    const token = grantOf(answer);
    if (token === null) return refusal(answer);
    api.hide(token.value);
    issuer.hide(token.value);
    held = { authorization: `Bearer ${token.value}`, until: performance.now() + token.lifeMs };
    return held;
  };
  const grant = (): Promise<Grant | Answer> => {
    if (held !== null && performance.now() < held.until) return Promise.resolve(held);
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
  return {
    send: async (method, path, body, signal, headers) => {
      const given = await grant();
      if (!("authorization" in given)) return given;
      return api.send(method, path, body, signal, { ...headers, authorization: given.authorization });
    },
    hide: (secret) => api.hide(secret),
    close: async () => {
      await Promise.all([api.close(), issuer.close()]);
    },
  };
}

/** The request could not even be signed: nothing was sent. */
const UNSIGNED: Answer = {
  exchange: {
    method: "POST",
    url: "",
    requestBody: null,
    status: null,
    body: JSON.stringify({ error_description: "the key cannot be read" }),
    bodyBytes: 0,
    bodyDigest: null,
    targetDate: null,
    failure: "unauthorised",
  },
  status: null,
  json: undefined,
  etag: null,
  link: null,
  failure: "unauthorised",
  retryAfter: null,
};

function grantOf({ status, failure, json }: Answer): { readonly value: string; readonly lifeMs: number } | null {
  if ((status !== 200 && status !== 201) || failure !== null || typeof json !== "object" || json === null) return null;
  const value: unknown = Reflect.get(json, "access_token") ?? Reflect.get(json, "token");
  const seconds = Number(Reflect.get(json, "expires_in"));
  if (typeof value !== "string" || value === "" || /[^\x21-\x7e]/.test(value)) return null;
  const lifeMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 - SPARE_MS : UNSAID_MS;
  return { value, lifeMs: Math.max(lifeMs, 0) };
}

/** 400 and 401 both mean that the issuer does not know us (RFC 6749 5.2); an unreadable grant is no grant. */
function refusal(answer: Answer): Answer {
  const refused = answer.status === 400 || answer.status === 401 || answer.status === 403;
  const failure = answer.failure ?? (refused ? "unauthorised" : "unexpected_shape");
  const isError = answer.status !== null && answer.status >= 400;
  const exchange = {
    ...answer.exchange,
    requestBody: null,
    body: isError ? answer.exchange.body : null,
    bodyDigest: isError ? answer.exchange.bodyDigest : null,
    failure,
  };
  return { ...answer, exchange, failure, json: isError ? answer.json : undefined };
}
