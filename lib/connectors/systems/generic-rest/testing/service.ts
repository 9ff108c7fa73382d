import { type Asked, type Replied, type Routes, startVendor, type Vendor } from "../../../testing/servers/vendor.ts";
import type { Paging } from "../definition.ts";

export const SERVICE_TOKEN = "service-token-0123456789-abcdef";
export const SERVICE_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "ida.krog@acme.example"];
const PAGE = 2;

interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly contacts: readonly { readonly mail: string }[];
  readonly number: string;
  state: string;
}

/** What the service holds; a test may change it. */
export interface ServiceState {
  readonly people: Map<string, Person>;
  readonly teams: Map<string, Set<string>>;
  readonly sessions: Map<string, { readonly person: string; readonly began: string; readonly ends: string }>;
  readonly keys: Map<string, { readonly person: string; state: string }>;
  /** Its search compares letter case. */
  comparesCase: boolean;
  /** Its search is for a parameter of another name: it finds nobody. */
  findsNobody: boolean;
  /** Whoever asks for sessions or keys sees none, as one whose right was lost. */
  hides: boolean;
  /** It says it blocks, and does nothing. */
  lies: boolean;
}

/**
 * A service desk of the tests: people who sign in, sessions and keys that really open its door (`GET /door`), and an API
 * to administer them. It is nobody's product. @param paging how its lists of people go on
 */
export async function startService(
  paging: Paging["by"] = "cursor",
): Promise<Vendor & { readonly state: ServiceState }> {
  const state = initial();
  const page = (rows: readonly unknown[], asked: Asked) => paged(paging, rows, asked);
  const routes = guarded({ ...people(state, page), ...held(state) });
  return {
    ...(await startVendor({ ...routes, "GET /api/door": (asked) => door(state, asked) }, () => missing)),
    state,
  };
}

function initial(): ServiceState {
  const people = SERVICE_PEOPLE.map((mail, at): [string, Person] => {
    const id = `p${at + 1}`;
    const [login = id] = mail.split("@");
    return [id, { id, login, name: login, contacts: [{ mail }], number: `E-${at}`, state: "open" }];
  });
  const lasting = { began: "2026-03-31T08:00:00Z", ends: "2026-04-30T08:00:00Z" };
  return {
    people: new Map(people),
    teams: new Map([
      ["t1", new Set(["p1", "p2"])],
      ["t2", new Set(["p1"])],
      ["t3", new Set(["p1"])],
    ]),
    sessions: new Map([
      ["s1", { person: "p1", ...lasting }],
      ["s2", { person: "p2", ...lasting }],
    ]),
    keys: new Map([
      ["k1", { person: "p1", state: "valid" }],
      ["k2", { person: "p2", state: "valid" }],
    ]),
    comparesCase: false,
    findsNobody: false,
    hides: false,
    lies: false,
  };
}

const missing: Replied = { status: 404, json: { message: "There is no such thing." } };
const done: Replied = { status: 204 };
const ok = (json: unknown): Replied => ({ status: 200, json });

/** Where a session or key is tried: what a person who left would do. */
function door({ sessions, keys }: ServiceState, { authorization }: Asked): Replied {
  const held = authorization.replace("Bearer ", "");
  const opens = sessions.has(held) || keys.get(held)?.state === "valid";
  return opens ? ok({ welcome: true }) : { status: 401, json: { message: "No." } };
}

type Page = (rows: readonly unknown[], asked: Asked) => Replied;

function people(state: ServiceState, page: Page): Routes {
  return {
    "GET /api/people": (asked) => page(searched(state, asked.query.get("filter")), asked),
    "GET /api/people/:id": ({ at }) => {
      const person = state.people.get(at["id"] ?? "");
      return person === undefined ? missing : ok({ person });
    },
    "POST /api/people/:id/block": ({ at }) => {
      const person = state.people.get(at["id"] ?? "");
      if (person === undefined) return missing;
      if (!state.lies) person.state = "blocked";
      return ok({ person: { ...person, state: "blocked" } });
    },
    "GET /api/people/:id/teams": (asked) => {
      const id = asked.at["id"] ?? "";
      const own = [...state.teams]
        .filter(([, who]) => who.has(id))
        .map(([team]) => ({ id: team, name: `Team ${team}` }));
      return state.people.has(id) ? page(own, asked) : missing;
    },
    "DELETE /api/teams/:team/people/:id": ({ at }) =>
      state.teams.get(at["team"] ?? "")?.delete(at["id"] ?? "") ? done : missing,
  };
}

function searched({ people: all, comparesCase, findsNobody }: ServiceState, value: string | null): readonly Person[] {
  if (value === null) return [...all.values()];
  const fold = (text: string) => (comparesCase ? text : text.toLowerCase());
  const is = ({ login, number, contacts }: Person) =>
    [login, number, ...contacts.map(({ mail }) => mail)].some((text) => fold(text) === fold(value));
  return findsNobody ? [] : [...all.values()].filter(is);
}

function held(state: ServiceState): Routes {
  return {
    "GET /api/sessions": () => {
      const items = state.hides ? [] : [...state.sessions].map(([id, one]) => ({ id, device: "laptop", ...one }));
      return ok({ items, count: items.length });
    },
    "DELETE /api/sessions/:id": ({ at }) => (state.sessions.delete(at["id"] ?? "") ? done : missing),
    "GET /api/keys": ({ query }) => {
      const rows = [...state.keys].filter(([, { person }]) => person === query.get("person"));
      return ok({ items: rows.map(([id, one]) => ({ id, label: `key ${id}`, ...one })) });
    },
    "POST /api/keys/revoke": ({ body }) => {
      const key = state.keys.get(JSON.parse(body).key);
      if (key === undefined) return missing;
      key.state = "revoked";
      return { status: 202, json: {} };
    },
  };
}

/** One page, in each form in which services say how a list goes on. */
function paged(paging: Paging["by"], rows: readonly unknown[], { query, origin, path }: Asked): Replied {
  if (paging === "none") return ok({ items: rows });
  const start = Number(query.get("startIndex") ?? 1) - 1;
  const byPage = (Number(query.get("page") ?? 1) - 1) * PAGE;
  const from = { offset: start, page: byPage, cursor: 0, link: 0 }[paging] + Number(query.get("pageToken") ?? 0);
  const items = rows.slice(from, from + PAGE);
  const next = from + PAGE < rows.length ? String(from + PAGE) : null;
  if (paging === "offset") return ok({ Resources: items, totalResults: rows.length });
  if (paging === "page") return ok({ items });
  if (paging === "cursor") return ok({ items, nextPageToken: next });
  const rest = new URLSearchParams(query);
  rest.set("pageToken", next ?? "");
  return {
    status: 200,
    json: items,
    ...(next === null ? {} : { headers: { link: `<${origin}${path}?${rest}>; rel="next"` } }),
  };
}

function guarded(routes: Routes): Routes {
  const refused: Replied = { status: 401, json: { message: "Who asks?" } };
  return Object.fromEntries(
    Object.entries(routes).map(([route, answer]) => [
      route,
      (asked: Asked) => (asked.authorization === `Bearer ${SERVICE_TOKEN}` ? answer(asked) : refused),
    ]),
  );
}
