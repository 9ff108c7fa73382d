import { type Asked, pageOf, type Replied, type Routes, startVendor, type Vendor } from "./vendor.ts";

export const ZOOM_SECRET = "zoom-client-secret-0123456789";
export const ZOOM_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "new@acme.example"];

const TOKEN = "zoom-access-token-0123456789";
const PAGE = 2;
const DAY = "2026-03-31T18:00:00Z";

interface User {
  id: string;
  email: string;
  status: string;
  type: number;
  role_id: string;
  employee_unique_id: string;
}

/** What the replayed account holds; a test may change it. */
export interface ZoomState {
  readonly users: Map<string, User>;
  readonly groups: Map<string, Set<string>>;
  readonly chatGroups: Map<string, Set<string>>;
  readonly assistants: Map<string, Set<string>>;
  readonly schedulers: Map<string, Set<string>>;
  /** Acts are answered and not done. */
  lies: boolean;
  /** Paths below which the app has no scope. */
  unscoped: string | null;
  /** Called before each list of users is answered, counted from 1. */
  beforeList: ((count: number) => void) | null;
  lists: number;
}

function user(id: string, email: string, number: string, status = "active"): [string, User] {
  return [id, { id, email, status, type: 2, role_id: "2", employee_unique_id: number }];
}

function initial(): ZoomState {
  const [mia = "", leo = "", fresh = ""] = ZOOM_PEOPLE;
  const users = new Map([
    user("zMIA", mia, "E-0"),
    user("zLEO", leo, "E-1"),
    user("zIDA", "ida@acme.example", "E-2", "inactive"),
  ]);
  users.set("zNEW", { ...user("zNEW", fresh, "", "pending")[1], type: 1 });
  const own = users.get("zMIA");
  if (own !== undefined) own.role_id = "1";
  return {
    users,
    groups: new Map([["gPAY", new Set(["zMIA", "zLEO"])]]),
    chatGroups: new Map([["imOPS", new Set(["zMIA"])]]),
    assistants: new Map([["zMIA", new Set(["zLEO"])]]),
    schedulers: new Map([["zMIA", new Set(["zIDA"])]]),
    lies: false,
    unscoped: null,
    beforeList: null,
    lists: 0,
  };
}

const error = (status: number, code: number, message: string): Replied => ({ status, json: { code, message } });
const missing = () => error(404, 1001, "User does not exist.");
const done: Replied = { status: 204 };

/** Starts Zoom's token service and API at one address, as their references describe them. */
export async function startZoom(): Promise<Vendor & { readonly state: ZoomState }> {
  const state = initial();
  const guarded = Object.entries({ ...users(state), ...access(state) }).map(([route, answer]) => [
    route,
    (asked: Asked): Replied => {
      if (asked.authorization !== `Bearer ${TOKEN}`) return error(401, 124, "Invalid access token.");
      if (state.unscoped !== null && asked.path.includes(state.unscoped))
        return error(400, 4711, "Invalid access token, does not contain scopes:[group:read:list_groups:admin].");
      return state.lies && asked.method !== "GET" ? done : answer(asked);
    },
  ]);
  const routes = { ...issuing(), ...Object.fromEntries(guarded) };
  return { ...(await startVendor(routes, () => error(404, 2300, "This API endpoint is not recognized."))), state };
}

function issuing(): Routes {
  const pair = `Basic ${Buffer.from(`app:${ZOOM_SECRET}`).toString("base64")}`;
  return {
    "POST /oauth/token": ({ authorization, body }) =>
      authorization === pair && new URLSearchParams(body).get("grant_type") === "account_credentials"
        ? { status: 200, json: { access_token: TOKEN, token_type: "bearer", expires_in: 3599 } }
        : { status: 400, json: { reason: "Invalid client_id or client_secret", error: "invalid_client" } },
  };
}

function users(state: ZoomState): Routes {
  /** Zoom takes a mail in place of an id. */
  const find = (key: string) =>
    state.users.get(key) ?? [...state.users.values()].find(({ email }) => email.toLowerCase() === key);
  const one = ({ at }: Asked, answer: (found: User) => Replied): Replied => {
    const found = find(at["id"] ?? "");
    return found === undefined ? missing() : answer(found);
  };
  const held = (of: Map<string, Set<string>>, id: string) =>
    [...of].flatMap(([key, members]) => (members.has(id) ? [key] : []));
  return {
    "GET /v2/users": ({ query }) => {
      state.lists += 1;
      state.beforeList?.(state.lists);
      const status = query.get("status") ?? "active";
      const all = [...state.users.values()].filter((row) => row.status === status);
      const { rows, next } = pageOf(all, Number(query.get("next_page_token") ?? 0), PAGE);
      // Of somebody pending the list shows no id.
      const shown = rows.map(({ id, ...row }) => (status === "pending" ? row : { id, ...row }));
      return {
        status: 200,
        json: { page_size: PAGE, next_page_token: next === null ? "" : String(next), users: shown },
      };
    },
    "GET /v2/users/:id": (asked) =>
      one(asked, (found) => ({
        status: 200,
        json: {
          ...found,
          last_login_time: DAY,
          role_name: "Admin",
          group_ids: held(state.groups, found.id),
          im_group_ids: held(state.chatGroups, found.id),
        },
      })),
    "PATCH /v2/users/:id": (asked) =>
      one(asked, (found) => {
        if (found.status !== "pending") Object.assign(found, JSON.parse(asked.body));
        return done;
      }),
    "PUT /v2/users/:id/status": (asked) =>
      one(asked, (found) => {
        if (found.role_id === "0")
          return error(400, 200, "Zoom Room and Admin users' status can not be activated or deactivated.");
        // What is asked of somebody pending is answered and not done.
        if (found.status !== "pending") found.status = "inactive";
        return done;
      }),
    "DELETE /v2/users/:id": (asked) =>
      one(asked, (found) => {
        state.users.delete(found.id);
        return done;
      }),
    "DELETE /v2/users/:id/token": (asked) => one(asked, () => done),
  };
}

function access(state: ZoomState): Routes {
  const drop = (of: Map<string, Set<string>>, key: string, member: string): Replied =>
    of.get(key)?.delete(member) ? done : error(404, 4130, "A group with this member does not exist.");
  const helpers = (name: "assistants" | "schedulers"): Routes => ({
    [`GET /v2/users/:id/${name}`]: ({ at }) => {
      const id = at["id"] ?? "";
      if (!state.users.has(id)) return missing();
      const rows = [...(state[name].get(id) ?? [])].map((key) => ({ id: key, email: state.users.get(key)?.email }));
      return { status: 200, json: { [name]: rows } };
    },
    [`DELETE /v2/users/:id/${name}/:key`]: ({ at }) => drop(state[name], at["id"] ?? "", at["key"] ?? ""),
  });
  return {
    ...helpers("assistants"),
    ...helpers("schedulers"),
    "GET /v2/groups": () => ({
      status: 200,
      json: { groups: [...state.groups.keys()].map((id) => ({ id, name: `Group ${id}` })) },
    }),
    "DELETE /v2/groups/:group/members/:id": ({ at }) => drop(state.groups, at["group"] ?? "", at["id"] ?? ""),
    "DELETE /v2/im/groups/:group/members/:id": ({ at }) => drop(state.chatGroups, at["group"] ?? "", at["id"] ?? ""),
    "DELETE /v2/roles/:role/members/:id": ({ at }) => {
      const found = state.users.get(at["id"] ?? "");
      if (found?.role_id !== at["role"]) return error(404, 1001, "User does not have this role.");
      if (found !== undefined) found.role_id = "2";
      return done;
    },
  };
}
