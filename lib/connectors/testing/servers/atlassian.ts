import { type Asked, pageOf, type Replied, type Routes, startVendor, type Vendor } from "./vendor.ts";

export const ATLASSIAN_KEY = "ATCTT3-organisation-api-key-0123456789";
export const ATLASSIAN_ORG = "org-0123-4567";
export const ATLASSIAN_DIRECTORY = "dir-0123-4567";
export const ATLASSIAN_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "eve@partner.example"];

const PAGE = 2;
const V1 = `/admin/v1/orgs/${ATLASSIAN_ORG}`;
const V2 = `/admin/v2/orgs/${ATLASSIAN_ORG}/directories`;
const DAY = "2026-03-31T18:00:00.000Z";
const JIRA = "ari:cloud:jira-software::site/1";

interface User {
  accountId: string;
  accountType: string;
  accountStatus: string;
  membershipStatus: string;
  claimStatus: string;
  email: string | null;
}

/** What the replayed organisation holds; a test may change it. */
export interface AtlassianState {
  readonly users: Map<string, User>;
  readonly groups: Map<string, { synced: boolean; members: Set<string> }>;
  readonly tokens: Map<string, string[]>;
  readonly roles: Map<string, Set<string>>;
  ignoresFilter: boolean;
  /** Each role stands in a row of its own, also of one product. */
  splitsRoles: boolean;
  /** Acts are answered and not done. */
  lies: boolean;
  /** User management knows nobody who is deactivated. */
  forgets: boolean;
  /** Reads that are refused, by a part of their path. */
  forbidden: string | null;
}

function user(
  accountId: string,
  email: string | null,
  claimStatus = "managed",
  accountType = "atlassian",
): [string, User] {
  return [
    accountId,
    { accountId, accountType, accountStatus: "active", membershipStatus: "active", claimStatus, email },
  ];
}

function initial(): AtlassianState {
  const [mia = "", leo = "", eve = ""] = ATLASSIAN_PEOPLE;
  return {
    users: new Map([
      user("acc-eve", eve, "unmanaged"),
      user("acc-mia", mia),
      user("acc-leo", leo),
      user("acc-bot", null, "managed", "app"),
    ]),
    groups: new Map([
      ["g-pay", { synced: false, members: new Set(["acc-mia", "acc-leo"]) }],
      ["g-idp", { synced: true, members: new Set(["acc-mia"]) }],
    ]),
    tokens: new Map([["acc-mia", ["tok-1", "tok-2"]]]),
    roles: new Map([["acc-mia", new Set(["atlassian/user", "atlassian/admin"])]]),
    ignoresFilter: false,
    splitsRoles: false,
    lies: false,
    forgets: false,
    forbidden: null,
  };
}

const error = (status: number, message: string): Replied => ({ status, json: { code: status, message } });
const done: Replied = { status: 204 };

function list(rows: readonly unknown[], { query }: Asked): Replied {
  const { rows: page, next } = pageOf(rows, Number(query.get("cursor") ?? 0), PAGE);
  return {
    status: 200,
    json: { data: page, links: next === null ? { self: "s" } : { self: "s", next: String(next) } },
  };
}

/** Starts Atlassian's organisations and user management APIs as their references describe them. */
export async function startAtlassian(): Promise<Vendor & { readonly state: AtlassianState }> {
  const state = initial();
  const guarded = Object.entries({ ...users(state), ...access(state) }).map(([route, answer]) => [
    route,
    (asked: Asked): Replied => {
      if (asked.authorization !== `Bearer ${ATLASSIAN_KEY}`) return error(401, "Unauthorized");
      if (state.forbidden !== null && asked.path.includes(state.forbidden)) return error(403, "Forbidden");
      return state.lies && asked.method !== "GET" ? done : answer(asked);
    },
  ]);
  return { ...(await startVendor(Object.fromEntries(guarded), () => error(404, "Not found"))), state };
}

function users(state: AtlassianState): Routes {
  const one = ({ at }: Asked, answer: (found: User) => Replied): Replied => {
    const found = state.users.get(at["id"] ?? "");
    return found === undefined ? error(404, "User not found") : answer(found);
  };
  /** User management speaks of managed accounts alone. */
  const managed = (asked: Asked, answer: (found: User) => Replied): Replied =>
    one(asked, (found) => {
      if (state.forgets && found.accountStatus === "inactive") return error(404, "Not found");
      return found.claimStatus === "managed" ? answer(found) : error(403, "Not managed");
    });
  return {
    [`GET ${V2}/:dir/users`]: (asked) => list([...state.users.values()], asked),
    [`GET ${V2}/:dir/users/:id`]: (asked) => one(asked, (found) => ({ status: 200, json: { data: found } })),
    [`POST ${V2}/:dir/users/:id/suspend`]: (asked) =>
      one(asked, (found) => {
        found.membershipStatus = "suspended";
        return done;
      }),
    "POST /users/:id/manage/lifecycle/disable": (asked) =>
      managed(asked, (found) => {
        found.accountStatus = "inactive";
        return done;
      }),
    "GET /users/:id/manage/api-tokens": (asked) =>
      managed(asked, ({ accountId }) => {
        const times = { createdAt: DAY, lastAccess: DAY, expiry: "2026-09-30T00:00:00.000Z" };
        return { status: 200, json: (state.tokens.get(accountId) ?? []).map((id) => ({ id, label: "CI", ...times })) };
      }),
    "DELETE /users/:id/manage/api-tokens/:token": (asked) =>
      managed(asked, ({ accountId }) => {
        const kept = (state.tokens.get(accountId) ?? []).filter((id) => id !== asked.at["token"]);
        if (kept.length === state.tokens.get(accountId)?.length) return error(404, "Token not found");
        state.tokens.set(accountId, kept);
        return done;
      }),
  };
}

function access(state: AtlassianState): Routes {
  return {
    [`GET ${V2}/:dir/groups`]: (asked) => {
      const account = asked.query.get("accountIds") ?? "";
      const rows = [...state.groups].filter(([, { members }]) => state.ignoresFilter || members.has(account));
      return list(
        rows.map(([id, { synced }]) => ({ id, name: id, directoryId: ATLASSIAN_DIRECTORY, externalSynced: synced })),
        asked,
      );
    },
    [`DELETE ${V2}/:dir/groups/:group/memberships/:id`]: ({ at }) => {
      const group = state.groups.get(at["group"] ?? "");
      if (group?.synced) return error(403, "The group is synced from an identity provider");
      return group?.members.delete(at["id"] ?? "") ? done : error(404, "Membership not found");
    },
    [`GET ${V2}/:dir/users/:id/role-assignments`]: (asked) => {
      const id = asked.at["id"] ?? "";
      if (!state.users.has(id)) return error(404, "User not found");
      const held = [...(state.roles.get(id) ?? [])].map((role) => ({ role }));
      const rows = state.splitsRoles ? held.map((one) => [one]) : held.length === 0 ? [] : [held];
      return list(
        rows.map((roleAssignments) => ({ resourceId: JIRA, roleAssignments })),
        asked,
      );
    },
    [`POST ${V1}/users/:id/roles/revoke`]: ({ at, body }) => {
      state.roles.get(at["id"] ?? "")?.delete(JSON.parse(body).role);
      return done;
    },
    [`GET ${V1}/directory/users/:id/last-active-dates`]: ({ at }) =>
      state.users.has(at["id"] ?? "")
        ? { status: 200, json: { data: { product_access: [{ id: JIRA, last_active_timestamp: DAY }] } } }
        : error(404, "User not found"),
  };
}
