import { segment } from "../../kit/json.ts";
import { kindRead, timesOf, unread } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import { readList } from "../../kit/read-list.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AtlassianConfig } from "./config.ts";
import { adminList, directoryPath, userPath } from "./lists.ts";
import { readActivity, readGroup, readRole, readToken } from "./schema.ts";

const KEY = "It needs an organisation's API key without scopes (admin.atlassian.com, Settings, API keys)";

/** API tokens of an account that the organisation manages. Atlassian shows those of nobody else. */
export const tokenKind: AccessKind = {
  name: "api-token",
  layer: "credential",
  words: "API tokens",
  right: `${KEY}, and accounts of a verified domain.`,
  observable: true,
  list: async (account, trail) => {
    const path = `/users/${segment(account)}/manage/api-tokens`;
    const page = ({ json }: { readonly json: unknown }) => (Array.isArray(json) ? { rows: json, next: null } : null);
    const read = await readList(trail, { path, page, parse: readToken, key: ({ id }) => id, pagesMax: 1 });
    return kindRead(read, ({ id, label, createdAt, lastAccess, expiry }) => ({
      key: id,
      label: `API token ${label || id}`,
      facts: timesOf({ issuedAt: createdAt, expiresAt: expiry, lastUsedAt: lastAccess }),
    }));
  },
  end: async (account, key, trail) =>
    outcomeOf(
      await trail.send("DELETE", `/users/${segment(account)}/manage/api-tokens/${segment(key)}`),
      (json) => json === undefined,
    ),
};

/** An account id that nobody has: groups that are shown for it are shown for everybody. */
const NOBODY = "closeout-nobody";

/** Groups. A key joins directory and group: Atlassian finds a membership only below both. */
export function groupKind(config: AtlassianConfig): AccessKind {
  const ofAccount = (account: string, trail: Trail) => {
    const path = directoryPath(config, `groups?limit=100&accountIds=${encodeURIComponent(account)}`);
    return adminList(config, trail, path, readGroup, ({ directoryId, id }) => `${directoryId}/${id}`);
  };
  return {
    name: "group",
    layer: "group",
    words: "Groups",
    right: `${KEY}. The answer must also look at whose groups are asked for.`,
    observable: true,
    list: async (account, trail) =>
      kindRead(await ofAccount(account, trail), ({ id, name, directoryId, externalSynced }) => ({
        key: `${directoryId}/${id}`,
        label: `${name || id}${externalSynced === true ? ", synced from the identity provider" : ""}`,
      })),
    probe: async (trail) => {
      const read = await ofAccount(NOBODY, trail);
      // A refusal of the id shows as well that it was looked at.
      return read.status === 400 || read.status === 404 || (read.complete && read.rows.length === 0);
    },
    end: async (account, key, trail) => {
      const [directoryId = "", group = ""] = key.split("/");
      const path = directoryPath(
        { ...config, directoryId },
        `groups/${segment(group)}/memberships/${segment(account)}`,
      );
      return outcomeOf(await trail.send("DELETE", path), (json) => json === undefined);
    },
  };
}

/** Roles in products and in the organisation, directly or through a group, with when the product was last used. */
export function roleKind(config: AtlassianConfig): AccessKind {
  return {
    name: "role",
    layer: "entitlement",
    words: "Roles in products",
    right: `${KEY}.`,
    observable: true,
    list: async (account, trail) => {
      const path = userPath(config, account, "/role-assignments?limit=100");
      const read = await adminList(config, trail, path, readRole, ({ resourceId, roleAssignments }) =>
        // Of one product there may be roles in two rows: neither stands for the other.
        JSON.stringify([resourceId, roleAssignments.map(({ role }) => role)]),
      );
      const used = await lastUsed(config, account, trail);
      if (used === null) return unread(read.status === 404);
      const rows = read.rows.flatMap(({ resourceId, roleAssignments }) =>
        roleAssignments.map(({ role }) => ({
          key: `${role}@${resourceId}`,
          label: `${role} in ${resourceId}`,
          facts: timesOf({ lastUsedAt: used.get(resourceId) }),
        })),
      );
      return { rows, complete: read.complete, accountMissing: read.status === 404 };
    },
    end: async (account, key, trail) => {
      const place = key.indexOf("@");
      const body = { role: key.slice(0, place), resource: key.slice(place + 1) };
      const path = `/admin/v1/orgs/${segment(config.orgId)}/users/${segment(account)}/roles/revoke`;
      return outcomeOf(await trail.send("POST", path, body), (json) => json === undefined);
    },
  };
}

async function lastUsed(config: AtlassianConfig, account: string, trail: Trail) {
  const path = `/admin/v1/orgs/${segment(config.orgId)}/directory/users/${segment(account)}/last-active-dates`;
  const answer = await trail.get(path);
  if (answer.failure !== null) return null;
  // Somebody who never opened a product is not known there.
  if (answer.status === 404) return new Map<string, string>();
  const activity = answer.status === 200 ? readActivity(answer.json) : null;
  if (activity === null) {
    trail.fail("unexpected_shape");
    return null;
  }
  return new Map(activity.data.product_access.map((one) => [one.id ?? "", one.last_active_timestamp ?? ""]));
}
