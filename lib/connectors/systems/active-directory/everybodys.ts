import type { Membership } from "./groups.ts";

const DOMAIN_USERS = /^S-1-5-21-.*-513$/;
const BUILTIN_USERS = "S-1-5-32-545";

/**
 * Whether every account of a domain is in the group: Domain Users as the primary group, and the built-in Users that it is
 * in. Nobody can leave them, they say nothing of the person, and they end with the account. In by any other way as well,
 * a membership is the person's own.
 */
export function isEverybodys({ sid, ways }: Pick<Membership, "sid" | "ways">): boolean {
  if (sid === null || ways.has("direct") || ways.has("nested")) return false;
  return sid === BUILTIN_USERS || (ways.has("primary") && DOMAIN_USERS.test(sid));
}
