import type { RevokeOutcome } from "../../contract.ts";
import { segment } from "../../kit/json.ts";
import { inRecord, kindRead, unread } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { userById } from "./accounts.ts";
import { SCIM, WEB } from "./client.ts";
import type { SlackConfig } from "./config.ts";
import { ofTeam, webList } from "./lists.ts";
import { readUsergroup, type Usergroup } from "./schema.ts";

const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** Groups of the identity provider, as SCIM shows them on the user. */
export const groupKind: AccessKind = {
  name: "group",
  layer: "group",
  words: "Groups",
  right: "It needs the scope admin, of a token that an owner installed (api.slack.com/apps, OAuth & Permissions).",
  observable: true,
  list: async (account, trail) => {
    const user = await userById(account, trail);
    if (user === null || user === "missing") return unread(user === "missing");
    if (user.groups == null) {
      trail.fail("unexpected_shape");
      return unread();
    }
    return inRecord(user.groups.map(({ value, display }) => ({ key: value, label: display || value })));
  },
  end: async (account, key, trail) => {
    const path = `members[value eq ${JSON.stringify(account)}]`;
    const body = { schemas: [PATCH], Operations: [{ op: "remove", path }] };
    return outcomeOf(await trail.send("PATCH", `${SCIM}/Groups/${segment(key)}`, body), () => false);
  },
};

/** User groups of a workspace that SCIM does not show. A disabled one comes back with its members, so it counts. */
export function usergroupKind(config: SlackConfig): AccessKind {
  return {
    name: "usergroup",
    layer: "group",
    words: "User groups",
    right:
      "It needs the scopes usergroups:read and, to act, usergroups:write (api.slack.com/apps, OAuth & Permissions).",
    observable: true,
    list: async (account, trail) => {
      const user = await userById(account, trail);
      if (user === null || user === "missing") return unread(user === "missing");
      const byScim = new Set((user.groups ?? []).map(({ value }) => value));
      const read = await usergroups(config, trail);
      return kindRead(read, ({ id, name, handle, users }) =>
        users.includes(account) && !byScim.has(id) ? { key: id, label: name || handle || id } : null,
      );
    },
    end: (account, key, trail) => leave(config, account, key, trail),
  };
}

function usergroups(config: SlackConfig, trail: Trail) {
  const method = `usergroups.list?include_users=true&include_disabled=true${ofTeam(config, "&")}`;
  return webList<Usergroup>(config, trail, method, "usergroups", readUsergroup, ({ id }) => id);
}

/** Slack takes the whole list of members anew and none that is empty, so the list is read right before. */
async function leave(config: SlackConfig, account: string, key: string, trail: Trail): Promise<RevokeOutcome> {
  const read = await usergroups(config, trail);
  if (!read.complete) return { kind: "unknown", cause: trail.failure ?? "unexpected_shape" };
  const group = read.rows.find(({ id }) => id === key);
  if (group === undefined || !group.users.includes(account)) return { kind: "already_absent" };
  const users = group.users.filter((user) => user !== account);
  if (users.length === 0) {
    return { kind: "unsupported", reason: "Slack keeps no user group without members; disable the group instead" };
  }
  const body = {
    usergroup: key,
    users: users.join(","),
    ...(config.teamId === undefined ? {} : { team_id: config.teamId }),
  };
  const answer = await trail.send("POST", `${WEB}/usergroups.users.update`, body);
  return outcomeOf(answer, (json) => {
    const shown = readUsergroup(Reflect.get(Object(json), "usergroup"));
    return shown?.id === key && !shown.users.includes(account);
  });
}
