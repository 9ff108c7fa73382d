import type { ObservedFacts, Presence } from "../../../core/access/observation.ts";
import { HOUR, plus } from "../../../core/instant.ts";
import type { ActiveDirectoryConfig } from "./config.ts";

/** Native key of all the LDAP connections of an account: a domain controller lists none. */
export const BOUND = "ldap";

/**
 * When the last LDAP connection of an account ends by itself. Whoever holds a ticket can still bind with it, so the
 * last one may begin when the last ticket ends. How long it then stays open no server tells: only administrators can
 * state it, and without their word nothing is said of an end.
 */
export function boundFacts(
  { ldapConnectionHoursMax: hours }: Pick<ActiveDirectoryConfig, "ldapConnectionHoursMax">,
  tickets: ObservedFacts,
): { readonly presence: Presence; readonly facts: ObservedFacts } {
  const { expiresAt: lastBind, reissueBlockedAt } = tickets;
  if (hours === undefined || lastBind === undefined) return { presence: "unknown", facts: {} };
  const blocked = reissueBlockedAt === undefined ? {} : { reissueBlockedAt: lastBind };
  return { presence: "unknown", facts: { expiresAt: plus(lastBind, hours * HOUR), ...blocked } };
}
