import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { ListRead } from "../../kit/read-list.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { userPath } from "./accounts.ts";
import type { OktaConfig } from "./config.ts";
import { kindRead, oktaList } from "./lists.ts";
import { type GroupRule, readGroup, readRule } from "./schema.ts";

/**
 * Memberships. Okta has no nested groups, but rules that put users into groups: a membership that a rule grants comes
 * back as soon as the account lives again. The built-in Everyone is no access of anybody's.
 */
export function groupKind(config: OktaConfig): AccessKind {
  return {
    name: "group",
    layer: "group",
    words: "Groups and group rules",
    right: "It needs okta.groups.read (Okta admin console, Applications, API scopes) or a role that views groups.",
    observable: true,
    list: async (account, trail) => {
      const path = `${userPath(account)}/groups?limit=200`;
      return kindRead(await oktaList(config, trail, path, readGroup, ({ id }) => id), ({ id, type, profile }) =>
        type === "BUILT_IN" ? null : { key: id, label: profile?.name || id },
      );
    },
    probe: async (trail) => (await rules(config, trail)).complete,
    gone: async (account, key, trail) => {
      const read = await rules(config, trail);
      if (!read.complete) trail.fail("unexpected_shape");
      return read.rows.some((rule) => revives(rule, account, key)) ? { revivedByRule: true } : {};
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", `/api/v1/groups/${segment(key)}/users/${segment(account)}`), never),
  };
}

/** An act of Okta's that answers with 204 says nothing by a 200. */
export const never = () => false;

function rules(config: OktaConfig, trail: Trail): Promise<ListRead<GroupRule>> {
  return oktaList(config, trail, "/api/v1/groups/rules?limit=50", readRule, ({ id }) => id);
}

/** Whether the rule could grant the group again. Its condition is Okta's to evaluate, so every condition counts. */
function revives({ status, conditions, actions }: GroupRule, account: string, group: string): boolean {
  if (status !== "ACTIVE" || conditions?.people?.users?.exclude?.includes(account)) return false;
  return actions.assignUserToGroups?.groupIds.includes(group) === true;
}
