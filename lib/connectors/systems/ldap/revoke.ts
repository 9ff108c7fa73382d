import type { Goal } from "../../../core/access/goal.ts";
import type { RevokeResult, Target } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import type { LdapChange } from "../../kit/ldap/change.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { heldValues, withoutValue } from "../../kit/ldap/held-values.ts";
import { notLookedUp, outcomeOf, result } from "../../kit/ldap/outcome.ts";
import { unsupported } from "../../kit/replies.ts";
import { lockOf } from "./config.ts";
import { HELD, PASSWORD } from "./credentials.ts";
import { type Membership, membershipsOf } from "./groups.ts";
import type { Opened } from "./session.ts";

type Work = (call: LdapCall, entry: LdapEntry) => Promise<RevokeResult>;

/** Switches an account off, takes it out of one group, or takes one credential away. */
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
  const { layer } = target;
  if (layer === "account") {
    if (goal === "disabled" || goal === "suspended") return lock(opened);
    if (goal !== "absent") return `an account cannot be ${goal} in an LDAP directory`;
    if (!opened.config.allowDelete) return "policy does not allow deleting accounts in this system";
    return async (call, entry) => result(outcomeOf(await call.delete(entry.dn), call), call);
  }
  if (layer === "group") return goal === "absent" ? leave(opened, target) : `a membership cannot be ${goal}`;
  if (layer === "credential") {
    return goal === "invalidated" || goal === "absent" ? without(target) : `a credential cannot be ${goal}`;
  }
  return `an LDAP directory has no lever on the layer ${layer}`;
}

function lock({ config }: Opened): Work {
  const { attribute, value } = lockOf(config);
  return async (call, entry) => {
    const answer = await call.modify(entry.dn, [{ operation: "replace", attribute, values: [value] }]);
    return result(outcomeOf(answer, call), call);
  };
}

function without({ nativeKey }: Target): Work {
  return async (call, entry) => {
    const held = heldValues(entry, HELD).find(({ key }) => key === nativeKey);
    if (held === undefined && nativeKey !== PASSWORD) return result({ kind: "already_absent" }, call);
    const all: LdapChange = { operation: "delete", attribute: "userPassword", values: [], isSecret: true };
    const change = held === undefined ? all : withoutValue(held);
    return result(outcomeOf(await call.modify(entry.dn, [change]), call), call);
  };
}

/** Takes the account out where it is named. What comes by another way is said, not tried: it has no value to delete. */
function leave({ config }: Opened, { nativeKey }: Target): Work {
  return async (call, entry) => {
    const { groups, complete } = await membershipsOf(config, call, entry);
    const group = groups.get(nativeKey);
    if (group === undefined) return complete ? result({ kind: "already_absent" }, call) : notLookedUp(call);
    const changes = changesOf(group, entry);
    if (changes.length === 0) return result({ kind: "refused", reason: reasonOf(group) }, call);
    return result(outcomeOf(await call.modify(group.dn, changes), call), call);
  };
}

function changesOf({ ways }: Membership, entry: LdapEntry): readonly LdapChange[] {
  const changes: LdapChange[] = [];
  if (ways.has("member")) changes.push({ operation: "delete", attribute: "member", values: [entry.dn] });
  if (ways.has("uniqueMember")) changes.push({ operation: "delete", attribute: "uniqueMember", values: [entry.dn] });
  if (ways.has("memberUid")) changes.push({ operation: "delete", attribute: "memberUid", values: entry.texts("uid") });
  return changes;
}

function reasonOf({ ways }: Membership): string {
  if (ways.has("primary")) return "It is the account's primary group (gidNumber): give the account another one.";
  if (ways.has("rule")) return "The group takes the account in by a rule: change the rule, or what it looks at.";
  if (ways.has("nested")) return "The account is in it through another group: take it out of that one.";
  return "The account's own entry names the group, and the group does not name the account: the directory sets that.";
}
