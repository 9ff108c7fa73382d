import { type OktaRecords, oktaRecords, pauseOf } from "./okta-records.ts";
import { type Asked, pageOf, type Replied, type Routes, startVendor, type Vendor } from "./vendor.ts";

export const OKTA_TOKEN = "00okta-api-token-0123456789-abcdef";
const DAY = "2026-03-31T18:00:00.000Z";
const SCOPE = { scopeId: "okta.users.read", _links: { app: { title: "Roster mobile" } } };
const GRANT = { status: "ACTIVE", clientId: "0oacli", created: DAY, ...SCOPE };

interface User {
  id: string;
  status: string;
  statusChanged: string;
  lastLogin: string | null;
  profile: Record<string, string>;
}

/** What the replayed organisation holds; a test may change it. */
export interface OktaState extends OktaRecords {
  readonly users: Map<string, User>;
  readonly groups: Map<string, { type: string; name: string; members: Set<string> }>;
  readonly rules: { id: string; status: string; groupIds: string[]; exclude: string[] }[];
  readonly apps: Map<string, Map<string, string>>;
  readonly factors: Map<string, string[]>;
  readonly grants: Map<string, string[]>;
  readonly tokens: Map<string, string[]>;
  readonly apiTokens: Map<string, string>;
  readonly roles: Map<string, string[]>;
  /** Longest life of a session, minutes; 0 = without end. */
  sessionMinutes: number;
  /** The filter on applications and users is not looked at. */
  ignoresFilter: boolean;
  /** Small at first, so that every list has several pages; Okta's own hold up to 200 rows. */
  pageSize: number;
  /** What Okta says the time is. */
  now: string;
  /** Reads that are refused, by a part of their path. */
  forbidden: string | null;
  /** Called before each list of users is answered. */
  beforeList: (() => void) | null;
}

function user(id: string, login: string, number: string, status: string): [string, User] {
  const profile = {
    login,
    email: login,
    firstName: login.split(".")[0] ?? "",
    lastName: "Example",
    employeeNumber: number,
  };
  return [id, { id, status, statusChanged: DAY, lastLogin: DAY, profile }];
}

export const OKTA_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "ida.krog@acme.example"];

function initial(): OktaState {
  const [mia = "", leo = "", ida = ""] = OKTA_PEOPLE;
  return {
    users: new Map([
      user("00u1mia", mia, "E-0", "ACTIVE"),
      user("00u2leo", leo, "E-1", "ACTIVE"),
      user("00u3ida", ida, "E-2", "DEPROVISIONED"),
      user("00u4kim", "kim.holt@acme.example", "E-3", "SUSPENDED"),
    ]),
    groups: new Map([
      ["00g0all", { type: "BUILT_IN", name: "Everyone", members: new Set(["00u1mia", "00u2leo"]) }],
      ["00g1pay", { type: "OKTA_GROUP", name: "Payables", members: new Set(["00u1mia", "00u2leo"]) }],
      ["00g2ops", { type: "OKTA_GROUP", name: "Operations by rule", members: new Set(["00u1mia"]) }],
    ]),
    rules: [{ id: "0pr1", status: "ACTIVE", groupIds: ["00g2ops"], exclude: [] }],
    apps: new Map([
      ["0oa1crm", new Map([["00u1mia", "USER"]])],
      ["0oa2hr", new Map([["00u1mia", "GROUP"]])],
      ["0oa3cad", new Map([["00u2leo", "USER"]])],
    ]),
    factors: new Map([["00u1mia", ["mbl1"]]]),
    grants: new Map([["00u1mia", ["oag1"]]]),
    tokens: new Map([["00u1mia", ["oar1"]]]),
    apiTokens: new Map([
      ["00T1", "00u1mia"],
      ["00T2", "00u2leo"],
    ]),
    roles: new Map([["00u1mia", ["ra1"]]]),
    events: [],
    logPauseSeconds: 0,
    grantsPauseSeconds: 0,
    sessionMinutes: 720,
    ignoresFilter: false,
    pageSize: 2,
    now: DAY,
    forbidden: null,
    beforeList: null,
  };
}

const missing = (): Replied => ({
  status: 404,
  json: { errorCode: "E0000007", errorSummary: "Not found: Resource not found", errorId: "oae1", errorCauses: [] },
});
const done: Replied = { status: 204 };

function array(state: OktaState, rows: readonly unknown[], { query, origin, path }: Asked): Replied {
  const { rows: page, next } = pageOf(rows, Number(query.get("after") ?? 0), state.pageSize);
  const self = `<${origin}${path}>; rel="self"`;
  const rest = new URLSearchParams(query);
  rest.set("after", String(next));
  const link = next === null ? self : `${self}, <${origin}${path}?${rest}>; rel="next"`;
  return { status: 200, json: page, headers: { link } };
}

/** Starts Okta's management API as its reference describes it. */
export async function startOkta(): Promise<Vendor & { readonly state: OktaState }> {
  const state = initial();
  const guarded = Object.fromEntries(
    Object.entries({
      ...users(state),
      ...memberships(state),
      ...held(state),
      ...policies(state),
      ...oktaRecords(state, array),
    }).map(([route, answer]) => [
      route,
      (asked: Asked): Replied => {
        if (asked.authorization !== `SSWS ${OKTA_TOKEN}`)
          return { status: 401, json: { errorCode: "E0000011", errorSummary: "Invalid token provided" } };
        if (state.forbidden !== null && asked.path.includes(state.forbidden))
          return { status: 403, json: { errorCode: "E0000006", errorSummary: "You do not have permission" } };
        return answer(asked);
      },
    ]),
  );
  return { ...(await startVendor(guarded, missing)), state };
}

function users(state: OktaState): Routes {
  const one = (asked: Asked, answer: (found: User) => Replied): Replied => {
    const found = state.users.get(asked.at["id"] ?? "");
    return found === undefined ? missing() : answer(found);
  };
  const life = (status: string) => (asked: Asked) =>
    one(asked, (found) => {
      if (found.status === status) return { status: 403, json: { errorCode: "E0000001", errorSummary: "No change" } };
      found.status = status;
      found.statusChanged = state.now;
      return { status: 200, json: {} };
    });
  return {
    "GET /api/v1/users": (asked) => {
      state.beforeList?.();
      const condition = asked.query.get("filter") ?? asked.query.get("search");
      const all = [...state.users.values()];
      const living = all.filter(({ status }) => status !== "DEPROVISIONED");
      if (condition === null) return array(state, living, asked);
      return array(
        state,
        state.ignoresFilter ? all : all.filter((user) => fits(user, condition, asked.query.has("search"))),
        asked,
      );
    },
    "GET /api/v1/users/:id": (asked) => one(asked, (found) => ({ status: 200, json: found })),
    "POST /api/v1/users/:id/lifecycle/deactivate": life("DEPROVISIONED"),
    "POST /api/v1/users/:id/lifecycle/suspend": life("SUSPENDED"),
    "DELETE /api/v1/users/:id/sessions": (asked) => one(asked, () => done),
  };
}

/** `filter` compares with case, `search` without. */
function fits(user: User, condition: string, isSearch: boolean): boolean {
  const fold = (text: string) => (isSearch ? text.toLowerCase() : text);
  return condition.split(" or ").some((term) => {
    const [, property = "", value = ""] = /^(\S+) eq "(.*)"$/.exec(term) ?? [];
    const own = property === "status" ? user.status : (user.profile[property.replace("profile.", "")] ?? "");
    return fold(own) === fold(value);
  });
}

/** Rows that hang on a user of the organisation. */
function below(state: OktaState, asked: Asked, rows: (id: string) => readonly unknown[]): Replied {
  const id = asked.at["id"] ?? "";
  return state.users.has(id) ? array(state, rows(id), asked) : missing();
}

function memberships(state: OktaState): Routes {
  return {
    "GET /api/v1/users/:id/groups": (asked) =>
      below(state, asked, (id) =>
        [...state.groups].flatMap(([key, { type, name, members }]) =>
          members.has(id) ? [{ id: key, type, profile: { name } }] : [],
        ),
      ),
    "GET /api/v1/groups/rules": (asked) =>
      array(
        state,
        state.rules.map(({ id, status, groupIds, exclude }) => ({
          type: "group_rule",
          id,
          status,
          name: "By department",
          conditions: { people: { users: { exclude } }, expression: { value: 'user.department=="Operations"' } },
          actions: { assignUserToGroups: { groupIds } },
        })),
        asked,
      ),
    "DELETE /api/v1/groups/:group/users/:id": ({ at }) =>
      state.groups.get(at["group"] ?? "")?.members.delete(at["id"] ?? "") ? done : missing(),
    "GET /api/v1/apps": (asked) => {
      const id = /user\.id eq "(.*)"/.exec(asked.query.get("filter") ?? "")?.[1] ?? "";
      const rows = [...state.apps].flatMap(([key, assigned]) => {
        const scope = assigned.get(id);
        const user = scope === undefined ? {} : { _embedded: { user: { id, scope, status: "ACTIVE" } } };
        return scope !== undefined || state.ignoresFilter || id === ""
          ? [{ id: key, label: key, status: "ACTIVE", ...user }]
          : [];
      });
      return array(state, rows, asked);
    },
    "GET /api/v1/apps/:app/users/:id": ({ at }) => {
      const scope = state.apps.get(at["app"] ?? "")?.get(at["id"] ?? "");
      return scope === undefined ? missing() : { status: 200, json: { id: at["id"], scope, status: "ACTIVE" } };
    },
    "DELETE /api/v1/apps/:app/users/:id": ({ at }) =>
      state.apps.get(at["app"] ?? "")?.delete(at["id"] ?? "") ? done : missing(),
  };
}

function held(state: OktaState): Routes {
  const drop = (keys: Map<string, string[]>) => (asked: Asked) => {
    const kept = keys.get(asked.at["id"] ?? "") ?? [];
    if (!kept.includes(asked.at["key"] ?? "")) return missing();
    keys.set(
      asked.at["id"] ?? "",
      kept.filter((key) => key !== asked.at["key"]),
    );
    return done;
  };
  return {
    "GET /api/v1/users/:id/roles": (asked) =>
      below(state, asked, (id) =>
        (state.roles.get(id) ?? []).map((key) => ({ id: key, label: "Help desk", type: "HELP_DESK_ADMIN" })),
      ),
    "DELETE /api/v1/users/:id/roles/:key": drop(state.roles),
    "GET /api/v1/users/:id/factors": (asked) =>
      below(state, asked, (id) =>
        (state.factors.get(id) ?? []).map((key) => ({
          id: key,
          factorType: "push",
          provider: "OKTA",
          status: "ACTIVE",
        })),
      ),
    "DELETE /api/v1/users/:id/factors/:key": drop(state.factors),
    "GET /api/v1/users/:id/grants": (asked) =>
      state.grantsPauseSeconds > 0
        ? pauseOf(state.grantsPauseSeconds)
        : below(state, asked, (id) => (state.grants.get(id) ?? []).map((key) => ({ id: key, ...GRANT }))),
    "DELETE /api/v1/users/:id/grants/:key": drop(state.grants),
    "GET /api/v1/users/:id/clients": (asked) =>
      below(state, asked, (id) => (state.tokens.has(id) ? [{ client_id: "0oacli", client_name: "Mobile" }] : [])),
    "GET /api/v1/users/:id/clients/:client/tokens": (asked) =>
      below(state, asked, (id) =>
        (state.tokens.get(id) ?? []).map((key) => ({
          id: key,
          status: "ACTIVE",
          created: DAY,
          expiresAt: "2026-06-30T18:00:00.000Z",
        })),
      ),
    "DELETE /api/v1/users/:id/clients/:client/tokens/:key": drop(state.tokens),
    "GET /api/v1/api-tokens": (asked) =>
      array(
        state,
        [...state.apiTokens].map(([id, userId]) => ({ id, userId, name: `token ${id}`, created: DAY })),
        asked,
      ),
    "DELETE /api/v1/api-tokens/:key": ({ at }) => (state.apiTokens.delete(at["key"] ?? "") ? done : missing()),
  };
}

function policies(state: OktaState): Routes {
  return {
    "GET /api/v1/policies": (asked) => array(state, [{ id: "00p1", status: "ACTIVE", type: "OKTA_SIGN_ON" }], asked),
    "GET /api/v1/policies/:id/rules": (asked) =>
      array(
        state,
        [
          {
            id: "0pr9",
            status: "ACTIVE",
            actions: {
              signon: { access: "ALLOW", session: { maxSessionLifetimeMinutes: state.sessionMinutes } },
            },
          },
        ],
        asked,
      ),
  };
}
