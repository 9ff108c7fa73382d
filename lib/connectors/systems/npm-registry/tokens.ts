import { createHash } from "node:crypto";
import { z } from "zod";
import type { ObservedFacts } from "../../../core/access/observation.ts";
import { type Instant, instant, SECOND } from "../../../core/instant.ts";

/** One page of an account's tokens; the value itself is shown in part only, and not read. */
export const tokenPage = z.object({
  objects: z.array(
    z.object({
      key: z.string().min(1),
      created: z.iso.datetime({ offset: true }).optional().catch(undefined),
      expires: z.iso.datetime({ offset: true }).nullish().catch(undefined),
      readonly: z.boolean().default(false),
    }),
  ),
  urls: z.object({ next: z.string().nullish() }).default({}),
});
export type TokenRow = z.infer<typeof tokenPage>["objects"][number];

/** Who a token signs in as; a registry that does not know it may answer 200 with nothing in it. */
export const whoami = z.object({ username: z.string().optional() });

export function factsOf(row: TokenRow): ObservedFacts {
  const [issuedAt, expiresAt] = [instantOf(row.created), instantOf(row.expires)];
  return { ...(issuedAt === null ? {} : { issuedAt }), ...(expiresAt === null ? {} : { expiresAt }) };
}

function instantOf(text: string | null | undefined): Instant | null {
  const millis = text == null ? Number.NaN : Date.parse(text);
  return Number.isFinite(millis) ? instant(millis * 1000) : null;
}

/** Registries name a token by its digest: npm by SHA-512, Verdaccio by MD5. */
export function isKeyOf(key: string, token: string): boolean {
  return ["sha512", "md5"].some((algorithm) => createHash(algorithm).update(token).digest("hex") === key);
}

const claims = z.object({ exp: z.number().int().positive() });

/** The end that the registry itself wrote into a token that it signed (JWT); null where it wrote none. */
export function endOf(token: string): Instant | null {
  const [, payload = ""] = token.split(".");
  try {
    const read = claims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
    return read.success ? instant(read.data.exp * SECOND) : null;
  } catch {
    return null;
  }
}
