import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

const place = z
  .string()
  .regex(/^[\w.-]+(?:\/[\w.-]+)*$/, "A path is written without a slash at its beginning and end.");

/** What the person who connects a Vault or an OpenBao states. */
export const vaultConfig = z.strictObject({
  baseUrl: apiAddress.meta({
    title: "Address",
    description: "Without /v1, such as https://vault.example.com:8200.",
    format: "uri",
  }),
  namespace: place.optional().meta({
    title: "Namespace",
    description:
      "Whose entities and secrets are connected; the root namespace where left empty. Each is a system of its own.",
  }),
  mounts: z.array(place).max(50).default(["secret"]).meta({
    title: "Secret mounts",
    description: "Paths of key/value engines of version 2 whose secrets are looked at.",
  }),
  acceptedFromHere: z.array(place).max(500).default([]).meta({
    title: "Secrets that are checked against this store",
    description:
      "Beginnings of paths, mount included, of secrets with one field that is generated. State it only where both are so: what they open reads from this store what it accepts, and every new version carries a new value, so that nobody patches a note, rolls back or writes the same value again. Values are never read: a new version with the old value looks as one with a new value. Of all others a newer version proves nothing, and they read Cannot check.",
  }),
  signInPolicies: z.array(z.string().min(1).max(255)).max(500).optional().meta({
    title: "Policies of other sign-ins",
    description:
      "All policies that signing in by anything but userpass (LDAP, OIDC, AppRole) may give. As long as they are not stated, what such people could read is not known whole.",
  }),
  formerPolicies: z.array(z.string().min(1).max(255)).min(1).max(500).optional().meta({
    title: "Policies that people may have had",
    description:
      "All policies that may have been taken off people, their groups and userpass users that were deleted. What these let read counts as read by everybody. As long as they are not stated, what somebody with a deleted sign-in or without rights could read is not known whole.",
  }),
  machinePaths: z.array(place).max(500).default([]).meta({
    title: "Where machines get their tokens",
    description:
      "Beginnings of paths, such as auth/token/create/ci, whose tokens name no entity and are no person's. Any other token without an entity may be anybody's.",
  }),
  secretsMax: z.number().int().min(1).max(100_000).default(5000).meta({ title: "Secrets at most" }),
  tokensMax: z.number().int().min(1).max(100_000).default(5000).meta({ title: "Tokens at most" }),
  entitiesMax: z.number().int().min(1).max(100_000).default(10_000).meta({ title: "Entities at most" }),
});

export type VaultConfig = z.infer<typeof vaultConfig>;

/** Whether a path stands at or below one of these. */
export function isBelow(path: string, places: readonly string[]): boolean {
  return places.some((one) => path === one || path.startsWith(`${one}/`));
}
