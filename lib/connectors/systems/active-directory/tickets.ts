import type { ObservedFacts, Presence } from "../../../core/access/observation.ts";
import { type Instant, plus } from "../../../core/instant.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { readRoot } from "../../kit/ldap/root.ts";
import { instantOf } from "../../kit/ldap/time.ts";
import { presenceOf } from "./map.ts";
import { changedAt, USER_ACCOUNT_CONTROL } from "./replication.ts";
import type { Opened } from "./session.ts";

/** Native key of all the tickets of an account: a domain controller lists none. */
export const TICKETS = "kerberos";

/**
 * When the last ticket of an account ends by itself: the last moment at which one could be issued, and the longest life
 * that the domain gives them. While the account can sign in that moment is now, by the directory's own clock; once it is
 * disabled it is when that was written. Neither the life nor the moment is ever assumed.
 */
export async function ticketFacts(
  opened: Opened,
  call: LdapCall,
  entry: LdapEntry,
): Promise<{ readonly presence: Presence; readonly facts: ObservedFacts }> {
  const life = await opened.ticketLife(call, entry);
  const lastIssue = await lastIssueOf(call, entry);
  if (life === null || lastIssue === null) return { presence: "unknown", facts: {} };
  const blocked = lastIssue.blocked ? { reissueBlockedAt: lastIssue.at } : {};
  return { presence: "unknown", facts: { expiresAt: plus(lastIssue.at, life), ...blocked } };
}

async function lastIssueOf(
  call: LdapCall,
  entry: LdapEntry,
): Promise<{ readonly at: Instant; readonly blocked: boolean } | null> {
  if (presenceOf(entry) === "disabled") {
    const at = changedAt(entry.bytes("replPropertyMetaData")[0], USER_ACCOUNT_CONTROL);
    return at === null ? null : { at, blocked: true };
  }
  const root = await readRoot(call, ["currentTime"]);
  const at = instantOf(root?.entry.text("currentTime") ?? null);
  return at === null ? null : { at, blocked: false };
}
