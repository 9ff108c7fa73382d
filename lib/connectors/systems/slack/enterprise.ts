import { kindRead } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import { WEB } from "./client.ts";
import type { SlackConfig } from "./config.ts";
import { webList } from "./lists.ts";
import { readAssignment, readSession } from "./schema.ts";

const isOk = (json: unknown) => Reflect.get(Object(json), "ok") === true;

/** Sessions. Slack lists those of one user in one workspace alone, so all of the organisation's are read. */
export function sessionKind(config: SlackConfig): AccessKind {
  return {
    name: "session",
    layer: "session",
    words: "Sessions",
    right: "It needs the scope admin.users:read, of an app that is installed on the organisation (Enterprise).",
    observable: true,
    list: async (account, trail) => {
      const method = "admin.users.session.list?limit=1000";
      const key = (row: { team_id: string; session_id: string }) => `${row.team_id}/${row.session_id}`;
      const read = await webList(config, trail, method, "active_sessions", readSession, key);
      return kindRead(read, (row) => {
        const device = row.recent?.os || row.recent?.device_hardware || "an unnamed device";
        return row.user_id === account ? { key: key(row), label: `Session on ${device}` } : null;
      });
    },
    end: async (_, key, trail) => {
      const [team = "", session = ""] = key.split("/");
      const body = { team_id: team, session_id: session };
      return outcomeOf(await trail.send("POST", `${WEB}/admin.users.session.invalidate`, body), isOk);
    },
  };
}

/** Roles of the organisation, with the organisation, workspace or channel that each is for. */
export function roleKind(config: SlackConfig): AccessKind {
  return {
    name: "role",
    layer: "entitlement",
    words: "Roles of the organisation",
    right:
      "It needs the scopes admin.roles:read and, to act, admin.roles:write, of an app on the organisation (Enterprise).",
    observable: true,
    list: async (account, trail) => {
      const method = "admin.roles.listAssignments?limit=200";
      const key = (row: { role_id: string; entity_id: string; user_id: string }) =>
        `${row.role_id}/${row.entity_id}/${row.user_id}`;
      const read = await webList(config, trail, method, "role_assignments", readAssignment, key);
      return kindRead(read, ({ role_id: role, entity_id: entity, user_id: user }) =>
        user === account ? { key: `${role}/${entity}`, label: `Role ${role} for ${entity}` } : null,
      );
    },
    end: async (account, key, trail) => {
      const [role = "", entity = ""] = key.split("/");
      const body = { role_id: role, entity_ids: [entity], user_ids: [account] };
      // Slack says ok and names whom it passed over.
      const answer = await trail.send("POST", `${WEB}/admin.roles.removeAssignments`, body);
      return outcomeOf(answer, (json) => isOk(json) && !isRejecting(json));
    },
  };
}

function isRejecting(json: unknown): boolean {
  return ["rejected_users", "rejected_entities"].some((name) => {
    const rejected: unknown = Reflect.get(Object(json), name);
    return Array.isArray(rejected) && rejected.length > 0;
  });
}
