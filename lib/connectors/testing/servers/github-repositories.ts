import { type Asked, pageOf, type Replied, type Routes } from "./vendor.ts";

const PAGE = 2;

/** What the replayed organisation keeps in its repositories. */
export interface GithubRepositories {
  /** Everybody on GitHub, by number. */
  readonly users: Map<number, string>;
  /** Deploy keys and secrets by repository, and who may push. */
  readonly repositories: Map<string, Repository>;
  /** Secrets of the organisation, and the repositories that are given each. */
  readonly secrets: Map<string, { updatedAt: string; readonly repositories: Set<string> }>;
  /** Filters by person are ignored: everybody's is shown. */
  ignoresOwner: boolean;
}

interface Repository {
  readonly keys: Map<number, string | null>;
  readonly secrets: Map<string, string>;
  /** Secrets of each environment. */
  readonly environments: Map<string, Map<string, string>>;
  readonly writers: Set<number>;
  /** Whoever ever pushed, also who may not now. */
  readonly pushed: Set<number>;
}

export function initialRepositories(): Omit<GithubRepositories, "users"> {
  return {
    repositories: new Map([
      [
        "shop",
        {
          keys: new Map<number, string | null>([
            [601, "Mia-Codes"],
            [602, "leo-b"],
            [603, "idak"],
          ]),
          secrets: new Map([
            ["DEPLOY_TOKEN", "2026-01-01T00:00:00Z"],
            ["SIGNING", "2026-01-01T00:00:00Z"],
            ["STORE", "2026-01-01T00:00:00Z"],
          ]),
          environments: new Map([
            ["production/eu", new Map([["RELEASE_KEY", "2026-01-01T00:00:00Z"]])],
            ["review", new Map()],
          ]),
          writers: new Set([101]),
          pushed: new Set([101]),
        },
      ],
    ]),
    secrets: new Map([
      ["SHARED_TOKEN", { updatedAt: "2026-01-01T00:00:00Z", repositories: new Set(["shop"]) }],
      ["OTHERS_TOKEN", { updatedAt: "2026-01-01T00:00:00Z", repositories: new Set() }],
    ]),
    ignoresOwner: false,
  };
}

export const missing = (): Replied => ({ status: 404, json: { message: "Not Found", status: "404" } });
export const done: Replied = { status: 204 };

export function array(rows: readonly unknown[], { query, origin, path }: Asked): Replied {
  const { rows: page, next } = pageOf(rows, (Number(query.get("page") ?? 1) - 1) * PAGE, PAGE);
  const rest = new URLSearchParams(query);
  rest.set("page", String((next ?? 0) / PAGE + 1));
  const link: Record<string, string> = next === null ? {} : { link: `<${origin}${path}?${rest}>; rel="next"` };
  return { status: 200, json: page, headers: link };
}

/** A list that counts itself, under its name. */
function counted(name: string, rows: readonly unknown[], asked: Asked): Replied {
  const { json, ...rest } = array(rows, asked);
  return { ...rest, json: { total_count: rows.length, [name]: json } };
}

function dated(rows: readonly (readonly [string, string])[]) {
  return rows.map(([name, updated_at]) => ({ name, created_at: "2025-12-01T00:00:00Z", updated_at }));
}

export function idOf(state: Pick<GithubRepositories, "users">, login: string | undefined): number | undefined {
  return [...state.users].find(([, name]) => name === login)?.[0];
}

export function repositories(state: GithubRepositories): Routes {
  const of = ({ at }: Asked) => state.repositories.get(at["repo"] ?? "");
  return {
    "GET /repos/acme/:repo/keys": (asked) => {
      const rows = [...(of(asked)?.keys ?? [])].map(([id, added_by]) => ({ id, title: `key ${id}`, added_by }));
      return of(asked) === undefined ? missing() : array(rows, asked);
    },
    "GET /repos/acme/:repo/actions/secrets": (asked) => {
      const secrets = of(asked)?.secrets;
      return secrets === undefined ? missing() : counted("secrets", dated([...secrets]), asked);
    },
    "GET /repos/acme/:repo/environments": (asked) => {
      const environments = of(asked)?.environments;
      const rows = [...(environments ?? new Map()).keys()].map((name) => ({ name, protection_rules: [] }));
      return environments === undefined ? missing() : counted("environments", rows, asked);
    },
    "GET /repos/acme/:repo/environments/:environment/secrets": (asked) => {
      const secrets = of(asked)?.environments.get(asked.at["environment"] ?? "");
      return secrets === undefined ? missing() : counted("secrets", dated([...secrets]), asked);
    },
    "GET /repos/acme/:repo/actions/organization-secrets": (asked) => {
      const given = [...state.secrets].filter(([, { repositories: to }]) => to.has(asked.at["repo"] ?? ""));
      const rows = dated(given.map(([name, { updatedAt }]) => [name, updatedAt]));
      return of(asked) === undefined ? missing() : counted("secrets", rows, asked);
    },
    "GET /orgs/acme/actions/secrets": (asked) => {
      const rows = dated([...state.secrets].map(([name, { updatedAt }]) => [name, updatedAt]));
      return counted("secrets", rows, asked);
    },
    "GET /repos/acme/:repo/collaborators/:login/permission": (asked) => {
      const id = idOf(state, asked.at["login"]);
      const writes = id !== undefined && of(asked)?.writers.has(id);
      return of(asked) === undefined ? missing() : { status: 200, json: { permission: writes ? "write" : "none" } };
    },
    "GET /repos/acme/:repo/activity": (asked) => {
      const rows = [...(of(asked)?.pushed ?? [])].filter(
        (id) => state.ignoresOwner || state.users.get(id) === asked.query.get("actor"),
      );
      const actor = (id: number) => ({ id, login: state.users.get(id) });
      const shown = rows.map((id) => ({ id: 7000 + id, activity_type: "push", actor: actor(id) }));
      return of(asked) === undefined ? missing() : array(shown, asked);
    },
  };
}
