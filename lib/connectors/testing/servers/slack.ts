import { type Asked, pageOf, type Replied, type Routes, startVendor, type Vendor } from "./vendor.ts";

export const SLACK_TOKEN = "xoxp-slack-user-token-0123456789";
export const SLACK_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "gus.guest@partner.example"];

const PAGE = 2;
const GUEST = "urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User";

interface User {
  id: string;
  userName: string;
  mail: string;
  active: boolean;
  guestUntil: string | null;
}

/** What the replayed organisation holds; a test may change it. */
export interface SlackState {
  readonly users: Map<string, User>;
  readonly bots: Map<string, { deleted: boolean }>;
  readonly groups: Map<string, Set<string>>;
  readonly usergroups: Map<string, Set<string>>;
  /** "team/session" and whose it is. */
  readonly sessions: Map<string, string>;
  /** "role/entity" and whose it is. */
  readonly roles: Map<string, string>;
  readonly owners: Set<string>;
  /** Whose token it is. */
  tokenOf: string;
  ignoresFilter: boolean;
  /** Deactivation is answered and not done. */
  lies: boolean;
  /** Roles are removed from nobody, and ok is said. */
  rejects: boolean;
  /** Called before each page of people is answered, with where it begins. */
  beforePage: ((from: number) => void) | null;
  /** Web API methods for which the token has no scope. */
  readonly unscoped: Set<string>;
}

function user(id: string, userName: string, mail: string, guestUntil: string | null = null): [string, User] {
  return [id, { id, userName, mail, active: true, guestUntil }];
}

function initial(): SlackState {
  const [mia = "", leo = "", gus = ""] = SLACK_PEOPLE;
  return {
    users: new Map([
      user("U1MIA", "mia.berg", mia),
      user("U2LEO", "leo.brandt", leo),
      user("U3GUS", "gus", gus, "2026-06-30T00:00:00Z"),
      user("U9OPS", "operations", "operations@acme.example"),
    ]),
    bots: new Map([["U8BOT", { deleted: false }]]),
    groups: new Map([["S1PAY", new Set(["U1MIA", "U2LEO"])]]),
    usergroups: new Map([
      ["S1PAY", new Set(["U1MIA", "U2LEO"])],
      ["S2OPS", new Set(["U1MIA", "U9OPS"])],
      ["S3ONE", new Set(["U1MIA"])],
    ]),
    sessions: new Map([
      ["T1/101", "U1MIA"],
      ["T2/102", "U1MIA"],
      ["T1/103", "U2LEO"],
    ]),
    roles: new Map([["Rl01/E1", "U1MIA"]]),
    owners: new Set(),
    tokenOf: "U9OPS",
    ignoresFilter: false,
    lies: false,
    rejects: false,
    beforePage: null,
    unscoped: new Set(),
  };
}

const scimError = (status: number, detail: string): Replied => ({
  status,
  json: { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], detail, status },
});
const word = (error: string, more: object = {}): Replied => ({ status: 200, json: { ok: false, error, ...more } });
const ok = (json: object = {}): Replied => ({ status: 200, json: { ok: true, ...json } });

/** Starts Slack's SCIM API and its Web API at one address, as their references describe them. */
export async function startSlack(): Promise<Vendor & { readonly state: SlackState }> {
  const state = initial();
  const guarded = Object.entries({ ...people(state), ...groups(state), ...web(state) }).map(([route, answer]) => [
    route,
    (asked: Asked): Replied => {
      const method = asked.path.replace("/api/", "");
      if (asked.authorization !== `Bearer ${SLACK_TOKEN}`)
        return asked.path.startsWith("/api/") ? word("invalid_auth") : scimError(401, "invalid_authentication");
      if (state.unscoped.has(method)) return word("missing_scope", { needed: "admin.users:read", provided: "admin" });
      return answer(asked);
    },
  ]);
  const vendor = await startVendor(Object.fromEntries(guarded), () => scimError(404, "not found"));
  return { ...vendor, state };
}

function shown(state: SlackState, { id, userName, mail, active, guestUntil }: User): object {
  const held = [...state.groups].filter(([, members]) => members.has(id));
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    id,
    userName,
    displayName: userName,
    active,
    emails: [{ value: mail, primary: true }],
    groups: held.map(([value]) => ({ value, display: `Group ${value}` })),
    ...(guestUntil === null ? {} : { [GUEST]: { type: "multi", expiration: guestUntil } }),
  };
}

function people(state: SlackState): Routes {
  const one = ({ at }: Asked, answer: (found: User) => Replied): Replied => {
    const found = state.users.get(at["id"] ?? "");
    return found === undefined ? scimError(404, "user_not_found") : answer(found);
  };
  return {
    "GET /scim/v2/Users": ({ query }) => {
      state.beforePage?.(Number(query.get("startIndex") ?? 1));
      const filter = query.get("filter");
      const all = [...state.users.values()].filter(
        (row) => filter === null || state.ignoresFilter || fits(row, filter),
      );
      const from = Number(query.get("startIndex") ?? 1);
      const { rows } = pageOf(all, from - 1, Math.min(PAGE, Number(query.get("count") ?? PAGE)));
      const json = { totalResults: all.length, itemsPerPage: rows.length, startIndex: from };
      return { status: 200, json: { ...json, Resources: rows.map((row) => shown(state, row)) } };
    },
    "GET /scim/v2/Users/:id": (asked) => one(asked, (found) => ({ status: 200, json: shown(state, found) })),
    "DELETE /scim/v2/Users/:id": (asked) =>
      one(asked, (found) => {
        if (state.owners.has(found.id)) return scimError(403, "cannot_deactivate_primary_owner");
        if (!state.lies) found.active = false;
        return { status: 204 };
      }),
  };
}

/** Slack compares a user name in lower case. */
function fits(user: User, filter: string): boolean {
  const [, name = "", value = ""] = /^(\w+) eq "(.*)"$/.exec(filter) ?? [];
  return name === "userName" ? user.userName === value : user.mail.toLowerCase() === value.toLowerCase();
}

function groups(state: SlackState): Routes {
  return {
    "PATCH /scim/v2/Groups/:id": ({ at, body }) => {
      const members = state.groups.get(at["id"] ?? "");
      const gone = /value eq \\"(.*?)\\"/.exec(body)?.[1] ?? "";
      if (members === undefined) return scimError(404, "group_not_found");
      members.delete(gone);
      state.usergroups.get(at["id"] ?? "")?.delete(gone);
      return { status: 204 };
    },
    "GET /api/usergroups.list": () =>
      ok({ usergroups: [...state.usergroups].map(([id, users]) => ({ id, name: `Group ${id}`, users: [...users] })) }),
    "POST /api/usergroups.users.update": ({ body }) => {
      const { usergroup: id, users } = JSON.parse(body);
      if (users === "") return word("no_users_provided");
      state.usergroups.set(id, new Set(users.split(",")));
      return ok({ usergroup: { id, name: `Group ${id}`, users: users.split(",") } });
    },
  };
}

function web(state: SlackState): Routes {
  const paged = (name: string, rows: readonly unknown[], { query }: Asked): Replied => {
    const { rows: page, next } = pageOf(rows, Number(query.get("cursor") ?? 0), PAGE);
    return ok({ [name]: page, response_metadata: { next_cursor: next === null ? "" : String(next) } });
  };
  const members = () => [
    ...[...state.users.values()].map(({ id, userName, active }) => member(state, id, userName, !active, false)),
    ...[...state.bots].map(([id, { deleted }]) => member(state, id, "deploy bot", deleted, true)),
  ];
  return {
    "GET /api/auth.test": () => ok({ user_id: state.tokenOf, team_id: "T1" }),
    "GET /api/users.list": (asked) => paged("members", members(), asked),
    "GET /api/users.info": ({ query }) => {
      const found = members().find(({ id }) => id === query.get("user"));
      return found === undefined ? word("user_not_found") : ok({ user: found });
    },
    "GET /api/admin.users.session.list": (asked) => {
      const rows = [...state.sessions].map(([key, owner]) => {
        const [team, session] = key.split("/");
        return { user_id: owner, team_id: team, session_id: Number(session), recent: { os: "macOS" } };
      });
      return paged("active_sessions", rows, asked);
    },
    "POST /api/admin.users.session.invalidate": ({ body }) => {
      const { team_id: team, session_id: session } = JSON.parse(body);
      return state.sessions.delete(`${team}/${session}`) ? ok() : word("session_not_found");
    },
    "GET /api/admin.roles.listAssignments": (asked) => {
      const rows = [...state.roles].map(([key, owner]) => {
        const [role, entity] = key.split("/");
        return { role_id: role, entity_id: entity, user_id: owner, date_create: 1_700_000_000 };
      });
      return paged("role_assignments", rows, asked);
    },
    "POST /api/admin.roles.removeAssignments": ({ body }) => {
      const { role_id: role, entity_ids: entities, user_ids: users } = JSON.parse(body);
      if (state.rejects) return ok({ rejected_users: users.map((id: string) => ({ id, error: "restricted" })) });
      state.roles.delete(`${role}/${entities[0]}`);
      return ok({ rejected_users: [], rejected_entities: [] });
    },
  };
}

function member(state: SlackState, id: string, name: string, deleted: boolean, isBot: boolean) {
  // Of whoever is deactivated Slack leaves out what they are in the workspace.
  if (deleted) return { id, name, deleted, is_bot: isBot };
  const isOwner = state.owners.has(id);
  return { id, name, deleted, is_bot: isBot, is_admin: isOwner, is_owner: isOwner, is_primary_owner: isOwner };
}
