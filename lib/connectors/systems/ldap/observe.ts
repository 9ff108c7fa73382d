import type { ObservedFacts, Presence } from "../../../core/access/observation.ts";
import type { Look, Target } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { heldPresence } from "../../kit/ldap/held-values.ts";
import { ownerSeen } from "../../kit/ldap/owned.ts";
import { seen, unseen } from "../../kit/replies.ts";
import { HELD, PASSWORD, passwordFacts, passwordOf } from "./credentials.ts";
import { groupSeen } from "./group-control.ts";
import { membershipsOf } from "./groups.ts";
import { ownershipOf, presenceOf } from "./map.ts";
import type { Opened } from "./session.ts";

interface Sight {
  readonly presence: Presence;
  readonly facts?: ObservedFacts;
}

/** Looks at one access. The account is found anew by its permanent identifier, so a new name is no absence. */
export function observe(opened: Opened, target: Target, signal: AbortSignal): Promise<Look> {
  const sought =
    target.layer === "account"
      ? `account ${target.accountNativeId}`
      : `${target.layer} ${target.nativeKey} of account ${target.accountNativeId}`;
  return opened.look(signal, async (call) => {
    const found = await opened.accountBy(call, target.accountNativeId);
    if (found.kind === "unknown") return blind(call, sought);
    if (found.kind === "absent") return withoutAccount(call, target, sought);
    const sight = await sightOf(opened, call, target, found.entry);
    if (sight === null) return blind(call, sought);
    return seen(sought, call.exchanges, { completeness: "lookup", findings: call.findings, ...sight });
  });
}

/**
 * Whoever has no entry has no credential in it. A group may go on naming an entry that is gone, and whoever gets that
 * name next is in it: that is not absence, and nobody can look for it without the name.
 */
function withoutAccount(call: LdapCall, target: Target, sought: string): Look {
  if (target.layer === "account" || target.layer === "credential") {
    return seen(sought, call.exchanges, { presence: "absent", completeness: "lookup", findings: call.findings });
  }
  call.find(
    "members_hidden",
    "The account's entry is gone, and with it the name by which others may still refer to it.",
  );
  return unseen(sought, call.exchanges, null, call.findings);
}

function sightOf(opened: Opened, call: LdapCall, target: Target, entry: LdapEntry): Promise<Sight | null> {
  switch (target.layer) {
    case "account":
      return Promise.resolve({ presence: presenceOf(opened.config, entry) });
    case "group":
      return membership(opened, call, target, entry);
    case "credential":
      return credential(opened, call, target, entry);
    case "machine_identity":
    case "custody":
      return ownerSeen(ownershipOf(opened.config), call, target.nativeKey, entry, target.accountNativeId);
    default:
      return Promise.resolve(null);
  }
}

async function membership(opened: Opened, call: LdapCall, target: Target, entry: LdapEntry): Promise<Sight | null> {
  const { groups, complete } = await membershipsOf(opened.config, call, entry);
  const found = groups.get(target.nativeKey);
  const byRule = found?.ways.has("rule") === true ? { revivedByRule: true } : {};
  if (found !== undefined) return { presence: "active", facts: { effective: true, ...byRule } };
  if (!complete || !(await groupSeen(opened, call, target.nativeKey))) return null;
  return { presence: "absent", facts: { effective: true } };
}

async function credential(opened: Opened, call: LdapCall, target: Target, entry: LdapEntry): Promise<Sight | null> {
  const has = target.nativeKey === PASSWORD ? await passwordOf(opened, call, entry) : null;
  if (has !== null) return has ? { presence: "active", facts: passwordFacts(entry) } : { presence: "absent" };
  const presence = heldPresence(entry, HELD, target);
  if (presence !== null) return { presence };
  call.find("members_hidden", "Who looks may not see this kind of credential, so that none is shown proves nothing.");
  return null;
}

function blind(call: LdapCall, sought: string): Look {
  const isCapped = call.findings.some(({ code }) => code === "listing_capped" || code === "members_hidden");
  const failure = call.failure ?? (isCapped ? null : "unexpected_shape");
  return unseen(sought, call.exchanges, failure, call.findings);
}
