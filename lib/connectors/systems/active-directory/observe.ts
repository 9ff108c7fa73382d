import type { ObservedFacts, Presence } from "../../../core/access/observation.ts";
import type { Look, Target } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { both, equals, present } from "../../kit/ldap/filter.ts";
import { heldPresence } from "../../kit/ldap/held-values.ts";
import { ownerSeen } from "../../kit/ldap/owned.ts";
import { seen, unseen } from "../../kit/replies.ts";
import { BOUND, boundFacts } from "./bound.ts";
import { grantSeen } from "./descriptors.ts";
import { membershipsOf } from "./groups.ts";
import { HELD } from "./held.ts";
import { ownershipOf, presenceOf } from "./map.ts";
import type { Opened } from "./session.ts";
import { TICKETS, ticketFacts } from "./tickets.ts";

interface Sight {
  readonly presence: Presence;
  readonly facts?: ObservedFacts;
}

/** Looks at one access. The account is found anew by its objectGUID, so a new name or place is no absence. */
export function observe(opened: Opened, target: Target, signal: AbortSignal): Promise<Look> {
  const { layer, accountNativeId, nativeKey } = target;
  const sought =
    layer === "account" ? `account ${accountNativeId}` : `${layer} ${nativeKey} of account ${accountNativeId}`;
  return opened.look(signal, async (call) => {
    const found = await opened.accountBy(call, accountNativeId);
    const sight = found.kind === "found" ? await sightOf(opened, call, target, found.entry) : null;
    // Links to an account that is gone go with it: Active Directory keeps none to nowhere. Tickets and bound connections outlive it.
    const isGone = found.kind === "absent" && layer !== "session" && layer !== "custody";
    const all = isGone ? { presence: "absent" as const } : sight;
    if (all !== null) return seen(sought, call.exchanges, { completeness: "lookup", findings: call.findings, ...all });
    const isPartial = call.findings.some(({ code }) => code === "listing_capped" || code === "members_hidden");
    return unseen(sought, call.exchanges, call.failure ?? (isPartial ? null : "unexpected_shape"), call.findings);
  });
}

async function sightOf(opened: Opened, call: LdapCall, target: Target, entry: LdapEntry): Promise<Sight | null> {
  const { layer, nativeKey, accountNativeId } = target;
  if (layer === "account") {
    const presence = presenceOf(entry);
    return presence === "unknown" ? null : { presence };
  }
  if (layer === "session") return session(opened, call, nativeKey, entry);
  if (layer === "group") return membership(opened, call, nativeKey, entry);
  const granted = await grantSeen(opened, call, entry, nativeKey);
  if (granted === "unknown") return hidden(call);
  if (granted !== null) return { presence: granted };
  if (layer === "credential" || layer === "delegation") {
    const presence = heldPresence(entry, HELD, target);
    return presence === null ? hidden(call) : { presence };
  }
  return ownerSeen(ownershipOf(opened.config), call, nativeKey, entry, accountNativeId);
}

async function session(opened: Opened, call: LdapCall, nativeKey: string, entry: LdapEntry): Promise<Sight | null> {
  if (nativeKey !== TICKETS && nativeKey !== BOUND) return null;
  const tickets = await ticketFacts(opened, call, entry);
  return nativeKey === TICKETS ? tickets : boundFacts(opened.config, tickets.facts);
}

async function membership(opened: Opened, call: LdapCall, group: string, entry: LdapEntry): Promise<Sight | null> {
  const { groups, complete } = await membershipsOf(opened, call, entry);
  if (groups.has(group)) return { presence: "active", facts: { effective: true } };
  if (!complete) return null;
  // What the account carries was shown, so its security groups are. A list for mail alone is no part of that.
  const filter = both(equals("objectClass", "group"), present("member"));
  const base = { base: opened.config.baseDn, scope: "sub" as const, attributes: ["objectGUID"] };
  const some = await call.readSome({ ...base, filter });
  return some.length > 0 ? { presence: "absent", facts: { effective: true } } : hidden(call);
}

function hidden(call: LdapCall): null {
  call.find("members_hidden", "Nothing of this kind is shown anywhere, so that it is not shown here proves nothing.");
  return null;
}
