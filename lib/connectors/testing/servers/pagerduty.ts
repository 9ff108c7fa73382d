import { type Asked, pageOf, type Replied, type Routes, startVendor, type Vendor } from "./vendor.ts";

export const PAGERDUTY_TOKEN = "pd-general-access-key-0123456789";
export const PAGERDUTY_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "ida.krog@acme.example"];
/** A renewed address's key, which must appear in nothing that is kept. */
export const CALENDAR_KEY = "ABCDEFGHIJKLMNOP";

const PAGE = 2;
const DAY = "2026-03-31T18:00:00Z";

interface User {
  id: string;
  email: string;
  role: string;
}

/** What the replayed account holds; a test may change it. */
export interface PagerdutyState {
  readonly users: Map<string, User>;
  readonly teams: Map<string, Set<string>>;
  /** Delegations by id: whose, and of which type. */
  readonly delegations: Map<string, { owner: string; type: string }>;
  readonly contacts: Map<string, string[]>;
  readonly policies: Map<string, Set<string>>;
  readonly schedules: Map<string, Set<string>>;
  ignoresFilter: boolean;
  /** Acts are answered and not done. */
  lies: boolean;
  /** Reads that are refused, by a part of their path. */
  forbidden: string | null;
  throttled: boolean;
}

function user(id: string, email: string, role = "user"): [string, User] {
  return [id, { id, email, role }];
}

function initial(): PagerdutyState {
  const [mia = "", leo = "", ida = ""] = PAGERDUTY_PEOPLE;
  return {
    users: new Map([user("PMIA", mia, "admin"), user("PLEO", leo), user("PIDA", ida)]),
    teams: new Map([["T1PAY", new Set(["PMIA", "PLEO"])]]),
    delegations: new Map([
      ["d-web-1", { owner: "PMIA", type: "web" }],
      ["d-web-2", { owner: "PMIA", type: "web" }],
      ["d-phone", { owner: "PMIA", type: "mobile" }],
      ["d-slack", { owner: "PMIA", type: "integration" }],
      ["d-other", { owner: "PLEO", type: "web" }],
    ]),
    contacts: new Map([["PMIA", ["C1"]]]),
    policies: new Map([
      ["E1", new Set(["PMIA"])],
      ["E2", new Set(["PLEO"])],
    ]),
    schedules: new Map([
      ["S1", new Set(["PMIA", "PLEO"])],
      ["S2", new Set(["PLEO"])],
    ]),
    ignoresFilter: false,
    lies: false,
    forbidden: null,
    throttled: false,
  };
}

const error = (status: number, message: string, code: number, errors: readonly string[] = []): Replied => ({
  status,
  json: { error: { message, code, errors } },
});
const missing = () => error(404, "Not Found", 2100);
const done: Replied = { status: 204 };

function list(name: string, rows: readonly unknown[], { query }: Asked): Replied {
  const { rows: page, next } = pageOf(rows, Number(query.get("offset") ?? 0), PAGE);
  return { status: 200, json: { [name]: page, limit: PAGE, offset: 0, more: next !== null, total: null } };
}

/** Starts PagerDuty's REST API as its OpenAPI description has it. */
export async function startPagerduty(): Promise<Vendor & { readonly state: PagerdutyState }> {
  const state = initial();
  const guarded = Object.entries({ ...users(state), ...held(state), ...duties(state) }).map(([route, answer]) => [
    route,
    (asked: Asked): Replied => {
      if (asked.authorization !== `Token token=${PAGERDUTY_TOKEN}`) return error(401, "Unauthorized", 2006);
      if (state.throttled) return { ...error(429, "Rate Limit Exceeded", 2020), headers: { "ratelimit-reset": "42" } };
      if (state.forbidden !== null && asked.path.includes(state.forbidden)) return error(403, "Access Denied", 2010);
      return state.lies && asked.method !== "GET" ? done : answer(asked);
    },
  ]);
  return { ...(await startVendor(Object.fromEntries(guarded), missing)), state };
}

function users(state: PagerdutyState): Routes {
  const shown = ({ id, email, role }: User) => ({
    id,
    type: "user",
    name: email,
    email,
    role,
    teams: [...state.teams].flatMap(([key, members]) => (members.has(id) ? [{ id: key, summary: `Team ${key}` }] : [])),
  });
  const one = ({ at }: Asked, answer: (found: User) => Replied): Replied => {
    const found = state.users.get(at["id"] ?? "");
    return found === undefined ? missing() : answer(found);
  };
  return {
    "GET /users": (asked) => list("users", [...state.users.values()].map(shown), asked),
    "GET /users/:id": (asked) => one(asked, (found) => ({ status: 200, json: { user: shown(found) } })),
    "DELETE /users/:id": (asked) =>
      one(asked, ({ id }) => {
        const held = [...state.policies, ...state.schedules].filter(([, members]) => members.has(id));
        if (held.length > 0) {
          const errors = held.map(([key]) => `User is still on call in ${key}`);
          return error(409, "User cannot be deleted", 2001, errors);
        }
        state.users.delete(id);
        return done;
      }),
    "GET /users/:id/license": (asked) =>
      one(asked, () => ({ status: 200, json: { license: { id: "L1", name: "Business (Full User)" } } })),
    "POST /users/:id/regenerate_private_url_key": (asked) =>
      one(asked, () => ({ status: 200, json: { private_url_key: CALENDAR_KEY } })),
    "DELETE /teams/:team/users/:id": ({ at }) =>
      state.teams.get(at["team"] ?? "")?.delete(at["id"] ?? "") ? done : missing(),
  };
}

function held(state: PagerdutyState): Routes {
  return {
    "GET /users/:id/oauth_delegations": (asked) => {
      const id = asked.at["id"] ?? "";
      if (!state.users.has(id)) return missing();
      const rows = [...state.delegations].flatMap(([key, { owner, type }]) =>
        owner === id
          ? [
              {
                id: key,
                type,
                client_id: "PagerDutyLogin",
                status: "issued",
                created_at: DAY,
                expires_at: "2026-04-30T18:00:00Z",
              },
            ]
          : [],
      );
      const { rows: page, next } = pageOf(rows, Number(asked.query.get("cursor") ?? 0), PAGE);
      const cursor = next === null ? null : String(next);
      return { status: 200, json: { oauth_delegations: page, limit: PAGE, more: next !== null, next_cursor: cursor } };
    },
    "DELETE /oauth_delegations": ({ query }) => {
      for (const [key, { owner, type }] of state.delegations)
        if (owner === query.get("user_id") && type === query.get("type")) state.delegations.delete(key);
      return { status: 200, json: { status: "ok" } };
    },
    "GET /users/:id/contact_methods": ({ at }) => {
      const id = at["id"] ?? "";
      if (!state.users.has(id)) return missing();
      const rows = (state.contacts.get(id) ?? []).map((key) => ({
        id: key,
        type: "phone_contact_method",
        label: "Own phone",
      }));
      return { status: 200, json: { contact_methods: rows } };
    },
    "DELETE /users/:id/contact_methods/:key": ({ at }) => {
      const kept = state.contacts.get(at["id"] ?? "") ?? [];
      if (!kept.includes(at["key"] ?? "")) return missing();
      state.contacts.set(
        at["id"] ?? "",
        kept.filter((key) => key !== at["key"]),
      );
      return done;
    },
  };
}

function duties(state: PagerdutyState): Routes {
  return {
    "GET /escalation_policies": (asked) => {
      const who = asked.query.get("user_ids[]") ?? "";
      const rows = [...state.policies].filter(([, targets]) => state.ignoresFilter || targets.has(who));
      return list(
        "escalation_policies",
        rows.map(([id, targets]) => ({
          id,
          name: `Policy ${id}`,
          escalation_rules: [
            { id: "r", targets: [...targets].map((target) => ({ id: target, type: "user_reference" })) },
          ],
        })),
        asked,
      );
    },
    "GET /schedules": (asked) =>
      list(
        "schedules",
        [...state.schedules].map(([id, members]) => ({
          id,
          name: `Schedule ${id}`,
          users: [...members].map((one) => ({ id: one })),
        })),
        asked,
      ),
  };
}
