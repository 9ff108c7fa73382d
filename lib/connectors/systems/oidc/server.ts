import type { OpenOptions } from "../../contract.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { Trail } from "../../kit/trail.ts";
import type { OidcConfig } from "./config.ts";
import { type HeldToken, heldTokens } from "./held.ts";
import { readMetadata } from "./schema.ts";

/** Endpoints as paths below the issuer. */
export interface Endpoints {
  readonly token: string;
  readonly introspection: string;
  readonly revocation: string | null;
  readonly keys: string | null;
}

/** An authorisation server under the client that acts and the one that looks, and the tokens that were entered. */
export interface Server {
  readonly config: OidcConfig;
  readonly acting: HttpClient;
  readonly observing: HttpClient;
  readonly held: readonly HeldToken[];
  readonly broken: number;
  /** Paths that only ask, as far as the server has named them. */
  readonly asking: Set<string>;
  close(): Promise<void>;
}

export function serverOf(options: OpenOptions, config: OidcConfig): Server {
  const { clientSecret = "", observeClientSecret = "", tokens: text = "" } = options.secrets;
  const { tokens: held, broken } = heldTokens(text);
  const asking = new Set<string>();
  const side = (id: string, secret: string): HttpClient => {
    // RFC 6749 2.3.1: both parts are form-encoded before they are joined.
    const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64");
    const plain = clientOptions(options, config.issuer, { authorization: `Basic ${basic}` });
    return httpClient({
      ...plain,
      secrets: [...plain.secrets, basic, ...held.map(({ token }) => token)],
      contentType: "application/x-www-form-urlencoded",
      // Questions are POSTs here.
      reads: (method, path) => method === "POST" && asking.has(path),
    });
  };
  const acting = side(config.clientId, clientSecret);
  const observing = config.observeClientId === undefined ? acting : side(config.observeClientId, observeClientSecret);
  return {
    config,
    acting,
    observing,
    held,
    broken,
    asking,
    close: async () => {
      await Promise.all([...new Set([acting, observing])].map((client) => client.close()));
    },
  };
}

/** What the issuer says of itself, asked anew each time; null when it is not that issuer, or its endpoints are elsewhere. */
export async function endpointsOf({ config, asking }: Server, trail: Trail): Promise<Endpoints | null> {
  const base = config.issuer.replace(/\/+$/, "");
  const answer = await trail.get("/.well-known/openid-configuration");
  if (answer.failure !== null) return null;
  const metadata = answer.status === 200 ? readMetadata(answer.json) : null;
  const below = (url: string) => (url.startsWith(`${base}/`) ? url.slice(base.length) : null);
  const [token, introspection] = [metadata?.token_endpoint, metadata?.introspection_endpoint].map((url) =>
    url === undefined ? null : below(url),
  );
  // RFC 8414 3.3: a document of another issuer is not to be used.
  const isOurs = metadata?.issuer.replace(/\/+$/, "") === base;
  const { revocation_endpoint: revocation, jwks_uri: keys } = metadata ?? {};
  // A look at an address that ends tokens would be an act.
  const isApart = metadata?.introspection_endpoint !== revocation && metadata?.token_endpoint !== revocation;
  if (!isOurs || !isApart || token == null || introspection == null) {
    trail.fail("unexpected_shape");
    return null;
  }
  asking.add(token).add(introspection);
  return {
    token,
    introspection,
    revocation: revocation === undefined ? null : below(revocation),
    keys: keys === undefined ? null : below(keys),
  };
}

export function lookingTrail(server: Server, signal: AbortSignal): Trail {
  return new Trail(server.observing, signal);
}
