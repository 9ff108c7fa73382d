import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import { userPath } from "./accounts.ts";
import type { OktaConfig } from "./config.ts";
import { never } from "./groups.ts";
import { kindRead, oktaList } from "./lists.ts";
import { readApp, readAppUser, readRole } from "./schema.ts";

/** Applications assigned to a user, directly or through a group. An application that does not show the user is not taken. */
export function appKind(config: OktaConfig): AccessKind {
  return {
    name: "app",
    layer: "entitlement",
    words: "Application assignments",
    right: "It needs okta.apps.read (Okta admin console, Applications, API scopes) or a role that views applications.",
    observable: true,
    list: async (account, trail) => {
      const filter = encodeURIComponent(`user.id eq ${JSON.stringify(account)}`);
      const path = `/api/v1/apps?filter=${filter}&expand=${encodeURIComponent(`user/${account}`)}&limit=200`;
      const read = await oktaList(config, trail, path, readApp, ({ id }) => id);
      const own = read.rows.filter((app) => app._embedded?.user?.id === account);
      if (own.length < read.rows.length) {
        trail.find("filter_not_honoured", "Okta named applications that do not show the user; nothing is concluded.");
        trail.fail("unexpected_shape");
      }
      const complete = read.complete && own.length === read.rows.length;
      return kindRead({ ...read, rows: own, complete }, (app) => ({
        key: app.id,
        label: `${app.label || app.id}${app._embedded?.user?.scope === "GROUP" ? ", through a group" : ""}`,
      }));
    },
    end: async (account, key, trail) => {
      const path = `/api/v1/apps/${segment(key)}/users/${segment(account)}`;
      const assigned = await trail.get(path);
      const before = outcomeOf(assigned, (json) => readAppUser(json)?.id === account);
      if (before.kind !== "accepted") return before;
      if (readAppUser(assigned.json)?.scope === "GROUP") {
        return { kind: "unsupported", reason: "the assignment comes through a group; end the membership instead" };
      }
      return outcomeOf(await trail.send("DELETE", `${path}?sendEmail=false`), never);
    },
  };
}

/** Administrator roles, which reach into Okta itself. */
export function roleKind(config: OktaConfig): AccessKind {
  return {
    name: "role",
    layer: "entitlement",
    words: "Administrator roles",
    right: "It needs okta.roles.read (Okta admin console, Applications, API scopes) or a super administrator's token.",
    observable: true,
    list: async (account, trail) => {
      const read = await oktaList(config, trail, `${userPath(account)}/roles`, readRole, ({ id }) => id);
      return kindRead(read, ({ id, label, type, assignmentType }) => ({
        key: id,
        label: `Administrator role ${label || type || id}${assignmentType === "GROUP" ? ", through a group" : ""}`,
      }));
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", `${userPath(account)}/roles/${segment(key)}`), never),
  };
}
