import {
  array,
  done,
  type GithubRepositories,
  idOf,
  initialRepositories,
  missing,
  repositories,
} from "./github-repositories.ts";
import { type Asked, pageOf, type Replied, type Routes, startVendor, type Vendor } from "./vendor.ts";

export const GITHUB_TOKEN = "ghp_test0123456789abcdefABCDEF";
const PAGE = 2;

/** What the replayed organisation holds; a test may change it. */
export interface GithubState extends GithubRepositories {
  readonly members: Map<number, string>;
  readonly outside: Set<number>;
  readonly invitations: Map<number, string>;
  readonly teams: Map<number, { slug: string; members: Set<number> }>;
  readonly grants: Map<number, { owner: number; expired: boolean }>;
  readonly authorizations: Map<number, number>;
  /** Mails by number, as single sign-on knows them. */
  readonly mails: Map<number, string>;
  /** A further mail of the first member, under an identity of its own. */
  linkedTwice: string | null;
  /** Called with the path of each read before it is answered. */
  beforeRead: ((path: string) => void) | null;
  /** Reads that are refused, by a part of their path. */
  forbidden: string | null;
}

export const GITHUB_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "ida.krog@acme.example"];

function initial(): GithubState {
  const [mia = "", leo = "", ida = ""] = GITHUB_PEOPLE;
  return {
    users: new Map([
      [101, "mia-codes"],
      [102, "leo-b"],
      [103, "idak"],
      [104, "kim-outside"],
    ]),
    members: new Map([
      [101, "admin"],
      [102, "member"],
      [103, "member"],
    ]),
    outside: new Set(),
    invitations: new Map([[501, "new.joiner@acme.example"]]),
    teams: new Map([
      [201, { slug: "payables", members: new Set([101, 102]) }],
      [202, { slug: "core", members: new Set([101]) }],
      [203, { slug: "design", members: new Set([103]) }],
    ]),
    grants: new Map([
      [301, { owner: 101, expired: false }],
      [302, { owner: 102, expired: false }],
    ]),
    authorizations: new Map([
      [401, 101],
      [402, 102],
    ]),
    mails: new Map([
      [101, mia],
      [102, leo],
      [103, ida],
    ]),
    ...initialRepositories(),
    linkedTwice: null,
    beforeRead: null,
    forbidden: null,
  };
}

/** Starts GitHub's REST and GraphQL APIs for one organisation, as their references describe them. */
export async function startGithub(): Promise<Vendor & { readonly state: GithubState }> {
  const state = initial();
  const guarded = Object.fromEntries(
    Object.entries({
      ...people(state),
      ...teams(state),
      ...credentials(state),
      ...repositories(state),
      ...graph(state),
    }).map(([route, answer]) => [
      route,
      (asked: Asked): Replied => {
        if (asked.authorization !== `Bearer ${GITHUB_TOKEN}`)
          return { status: 401, json: { message: "Bad credentials" } };
        if (state.forbidden !== null && asked.path.includes(state.forbidden))
          return { status: 403, json: { message: "Resource not accessible by integration" } };
        state.beforeRead?.(asked.path);
        return answer(asked);
      },
    ]),
  );
  return { ...(await startVendor(guarded, missing)), state };
}

function userOf(state: GithubState, id: number) {
  return { id, login: state.users.get(id) ?? "", type: "User", site_admin: false };
}

function people(state: GithubState): Routes {
  const leave = (from: { delete(id: number): boolean }) => (asked: Asked) => {
    const id = idOf(state, asked.at["login"]);
    if (id === undefined || !from.delete(id)) return missing();
    for (const team of state.teams.values()) team.members.delete(id);
    return done;
  };
  return {
    "GET /orgs/acme": () => ({ status: 200, json: { login: "Acme", id: 9, type: "Organization" } }),
    "GET /user/:id": ({ at }) =>
      state.users.has(Number(at["id"])) ? { status: 200, json: userOf(state, Number(at["id"])) } : missing(),
    "GET /users/:login": ({ at }) => {
      const [id] = [...state.users].find(([, name]) => name === at["login"]) ?? [];
      return id === undefined ? missing() : { status: 200, json: userOf(state, id) };
    },
    "GET /orgs/acme/members": (asked) =>
      array(
        [...state.members.keys()].map((id) => userOf(state, id)),
        asked,
      ),
    "GET /orgs/acme/outside_collaborators": (asked) =>
      array(
        [...state.outside].map((id) => userOf(state, id)),
        asked,
      ),
    "GET /orgs/acme/invitations": (asked) =>
      array(
        [...state.invitations].map(([id, email]) => ({ id, login: null, email, role: "direct_member" })),
        asked,
      ),
    "DELETE /orgs/acme/invitations/:id": ({ at }) => (state.invitations.delete(Number(at["id"])) ? done : missing()),
    "GET /orgs/acme/memberships/:login": ({ at }) => {
      const id = idOf(state, at["login"]);
      const role = id === undefined ? undefined : state.members.get(id);
      return id === undefined || role === undefined
        ? missing()
        : { status: 200, json: { state: "active", role, user: userOf(state, id), organization: { login: "Acme" } } };
    },
    "DELETE /orgs/acme/members/:login": leave(state.members),
    "DELETE /orgs/acme/outside_collaborators/:login": leave(state.outside),
  };
}

function teams(state: GithubState): Routes {
  const teamOf = (asked: Asked) => [...state.teams.values()].find(({ slug }) => slug === asked.at["slug"]);
  return {
    "GET /orgs/acme/teams": (asked) =>
      array(
        [...state.teams].map(([id, { slug }]) => ({ id, slug, name: slug.toUpperCase(), privacy: "closed" })),
        asked,
      ),
    "GET /orgs/acme/teams/:slug/memberships/:login": (asked) => {
      const id = idOf(state, asked.at["login"]);
      return id !== undefined && teamOf(asked)?.members.has(id)
        ? { status: 200, json: { state: "active", role: "member" } }
        : missing();
    },
    "DELETE /orgs/acme/teams/:slug/memberships/:login": (asked) => {
      const id = idOf(state, asked.at["login"]);
      return id !== undefined && teamOf(asked)?.members.delete(id) ? done : missing();
    },
  };
}

function credentials(state: GithubState): Routes {
  return {
    "GET /orgs/acme/personal-access-tokens": (asked) => {
      const owners = asked.query.getAll("owner[]");
      const rows = [...state.grants].filter(
        ([, { owner }]) => state.ignoresOwner || owners.includes(state.users.get(owner) ?? ""),
      );
      return array(
        rows.map(([id, { owner, expired }]) => ({
          id,
          owner: userOf(state, owner),
          token_id: id + 1000,
          token_name: `grant ${id}`,
          token_expired: expired,
          token_expires_at: "2026-06-30T18:00:00Z",
          token_last_used_at: null,
        })),
        asked,
      );
    },
    "POST /orgs/acme/personal-access-tokens/:id": ({ at, body }) =>
      JSON.parse(body).action === "revoke" && state.grants.delete(Number(at["id"])) ? done : missing(),
    "GET /orgs/acme/credential-authorizations": (asked) => {
      const login = asked.query.get("login");
      const rows = [...state.authorizations].filter(([, owner]) => state.users.get(owner) === login);
      return array(
        rows.map(([id, owner]) => ({
          login: state.users.get(owner),
          credential_id: id,
          credential_type: "SSH key",
          credential_authorized_at: "2026-01-01T00:00:00Z",
          authorized_credential_title: "laptop",
        })),
        asked,
      );
    },
    "DELETE /orgs/acme/credential-authorizations/:id": ({ at }) =>
      state.authorizations.delete(Number(at["id"])) ? done : missing(),
  };
}

function graph(state: GithubState): Routes {
  return {
    "POST /graphql": ({ body }) => {
      const { query, variables } = JSON.parse(body);
      const more: [number, string][] = state.linkedTwice === null ? [] : [[101, state.linkedTwice]];
      const { rows, next } = pageOf([...state.mails, ...more], Number(variables.after ?? 0), PAGE);
      const pageInfo = { hasNextPage: next !== null, endCursor: next === null ? null : String(next) };
      if (query.includes("samlIdentityProvider")) {
        const nodes = rows.map(([id, mail]) => ({
          guid: `guid-${id}-${mail}`,
          samlIdentity: { nameId: mail, emails: null },
          scimIdentity: null,
          user: { databaseId: id },
        }));
        const externalIdentities = { nodes, pageInfo };
        return { status: 200, json: { data: { organization: { samlIdentityProvider: { externalIdentities } } } } };
      }
      const nodes = rows.map(([id, mail]) => ({ databaseId: id, organizationVerifiedDomainEmails: [mail] }));
      return { status: 200, json: { data: { organization: { membersWithRole: { nodes, pageInfo } } } } };
    },
  };
}
