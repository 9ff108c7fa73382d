import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);
/** RFC 7662 says whole seconds; Canaille writes parts of them as well. */
const seconds = z.number().positive().transform(Math.floor);

/** What the server says of itself (OpenID Connect Discovery 1.0, RFC 8414). */
export const readMetadata = reader(
  z.object({
    issuer: text,
    token_endpoint: text,
    introspection_endpoint: text,
    revocation_endpoint: text.optional(),
    jwks_uri: text.optional(),
  }),
);

/** RFC 7662 2.2. `active` strictly: a text or a number says nothing. */
export const readIntrospection = reader(
  z.object({
    active: z.boolean(),
    sub: text.nullish(),
    username: text.nullish(),
    exp: seconds.nullish(),
    iat: seconds.nullish(),
  }),
);

export const readGrant = reader(z.object({ access_token: text }));

export const readRefusal = reader(z.object({ error: text }));

export const readKeys = reader(z.object({ keys: z.array(z.looseObject({ kid: z.string().optional() })) }));

export const readHead = reader(z.object({ alg: z.enum(["RS256", "PS256", "ES256"]), kid: z.string().optional() }));

export const readClaims = reader(z.object({ iss: text, exp: seconds, iat: seconds.optional() }));
