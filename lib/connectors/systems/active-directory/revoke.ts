import { randomBytes } from "node:crypto";
import type { Goal } from "../../../core/access/goal.ts";
import type { RevokeResult, Target } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import type { LdapChange } from "../../kit/ldap/change.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { heldValues, withoutValue } from "../../kit/ldap/held-values.ts";
import { notLookedUp, outcomeOf, result } from "../../kit/ldap/outcome.ts";
import { unsupported } from "../../kit/replies.ts";
import { type Membership, membershipsOf } from "./groups.ts";
import { HELD } from "./held.ts";
import { controlBits, disabledBits, kindOf } from "./map.ts";
import type { Opened } from "./session.ts";

type Work = (call: LdapCall, entry: LdapEntry) => Promise<RevokeResult>;

/** Disables an account, takes it out of one group, or takes away one value that its entry holds. */
export async function revoke(opened: Opened, target: Target, goal: Goal, signal: AbortSignal): Promise<RevokeResult> {
  const work = workFor(opened, target, goal);
  if (typeof work === "string") return unsupported(work);
  return opened.act(signal, async (call) => {
    const found = await opened.accountBy(call, target.accountNativeId);
    if (found.kind === "unknown") return notLookedUp(call);
    return found.kind === "absent" ? result({ kind: "already_absent" }, call) : work(call, found.entry);
  });
}

function workFor(opened: Opened, target: Target, goal: Goal): Work | string {
  const { layer, nativeKey } = target;
  if (layer === "account") return accountWork(opened, goal);
  if (layer === "group") {
    return goal === "absent"
      ? (call, entry) => leave(opened, call, entry, nativeKey)
      : `a membership cannot be ${goal}`;
  }
  if (layer === "session") return SESSION;
  const isHeld = HELD.some((kind) => kind.layer === layer && nativeKey.startsWith(`${kind.prefix}:`));
  if (isHeld && (goal === "invalidated" || goal === "absent")) return (call, entry) => takeAway(call, entry, nativeKey);
  if (isHeld) return `what is on the layer ${layer} cannot be ${goal}`;
  return "it stands in a security descriptor or names an owner: change it in Active Directory";
}

function accountWork(opened: Opened, goal: Goal): Work | string {
  if (goal === "disabled" || goal === "suspended") return (call, entry) => disable(opened, call, entry);
  if (goal !== "absent") return `an account cannot be ${goal} in Active Directory`;
  if (!opened.config.allowDelete) return "policy does not allow deleting accounts in this system";
  return async (call, entry) => result(outcomeOf(await call.delete(entry.dn), call), call);
}

async function disable(opened: Opened, call: LdapCall, entry: LdapEntry): Promise<RevokeResult> {
  // Whatever asks for it: without these the domain stands still, and a machine's account is nobody's.
  if (kindOf(entry) === "system") return result({ kind: "refused", reason: SYSTEM }, call);
  const bits = controlBits(entry);
  if (bits === null) return result({ kind: "refused", reason: HIDDEN_BITS }, call);
  const changes: LdapChange[] = [
    { operation: "replace", attribute: "userAccountControl", values: [disabledBits(bits)] },
  ];
  if (opened.config.resetPassword && opened.config.encryption !== "off") changes.push(newPassword());
  return result(outcomeOf(await call.modify(entry.dn, changes), call), call);
}

/** A password that nobody ever sees: 32 random bytes, as text of the kind that every policy takes. */
function newPassword(): LdapChange {
  const quoted = `"${randomBytes(32).toString("base64")}aA1-"`;
  const values = [Buffer.from(quoted, "utf16le")];
  return { operation: "replace", attribute: "unicodePwd", values, isSecret: true };
}

async function takeAway(call: LdapCall, entry: LdapEntry, nativeKey: string): Promise<RevokeResult> {
  const held = heldValues(entry, HELD).find(({ key }) => key === nativeKey);
  if (held === undefined) return result({ kind: "already_absent" }, call);
  return result(outcomeOf(await call.modify(entry.dn, [withoutValue(held)]), call), call);
}

async function leave(opened: Opened, call: LdapCall, entry: LdapEntry, group: string): Promise<RevokeResult> {
  const { groups, complete } = await membershipsOf(opened, call, entry);
  const found = groups.get(group);
  if (found === undefined) return complete ? result({ kind: "already_absent" }, call) : notLookedUp(call);
  if (found.dn === null || !found.ways.has("direct")) return result({ kind: "refused", reason: reasonOf(found) }, call);
  const change: LdapChange = { operation: "delete", attribute: "member", values: [entry.dn] };
  return result(outcomeOf(await call.modify(found.dn, [change]), call), call);
}

function reasonOf({ ways, dn }: Membership): string {
  if (ways.has("primary"))
    return "It is the account's primary group, which nobody can leave: give the account another one.";
  if (dn === null) return "The group stands in another domain: take the account out of it there.";
  return "The account is in it through another group: take it out of that one.";
}

const SESSION =
  "a domain controller takes no ticket back and ends no bound connection when asked to: they end by themselves";
const SYSTEM = "It is an account of the domain itself or of a machine; Closeout does not disable those.";
const HIDDEN_BITS =
  "userAccountControl is not shown to who acts, and it is not overwritten unseen. Grant the right to read and write it.";
