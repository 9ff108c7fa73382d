import { randomUUID } from "node:crypto";
import { type Asked, type Replied, type Routes, startVendor, type Vendor } from "./vendor.ts";

export const VAULT_TOKEN = "hvs.test0123456789abcdefABCDEF";
export const VAULT_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "ida.krog@acme.example"];

interface StoredVersion {
  readonly value: string;
  readonly createdTime: string;
  deletionTime: string;
  destroyed: boolean;
}

interface StoredToken {
  readonly accessor: string;
  readonly entityId: string;
  readonly path: string;
  readonly policies: readonly string[];
  readonly period?: number;
  readonly expireTime?: string | null;
}

interface StoredEntity {
  readonly id: string;
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly aliases: { name: string; mount_type: string; mount_path: string }[];
  disabled: boolean;
  policies: string[];
}

export interface VaultState {
  readonly entities: Map<string, StoredEntity>;
  readonly groups: Map<string, { name: string; type: string; policies: string[]; members: Set<string> }>;
  /** Names at auth/userpass, with the policies that signing in gives. */
  readonly users: Map<string, string[]>;
  /** By their value. */
  readonly tokens: Map<string, StoredToken>;
  readonly policies: Map<string, string>;
  /** Versions of each path at secret/, from the first on. */
  readonly secrets: Map<string, StoredVersion[]>;
  /** Names of the fields of a secret that has others than its value alone. */
  readonly fields: Map<string, readonly string[]>;
  /** What is refused with 403, by a part of the path. */
  forbidden: string | null;
  /** What the gate that a secret opens takes: what the store holds now, or whatever was ever set. */
  gateTakesOld: boolean;
}

export type VaultServer = Vendor & {
  readonly state: VaultState;
  write(path: string, value: string, at?: string): void;
};

/** Small, and works: whoever signs in reads what their policies let them read, until their entity is disabled. */
function initial(): VaultState {
  const people = VAULT_PEOPLE.map((mail, at): StoredEntity => {
    const name = mail.split("@")[0]?.toLowerCase() ?? "";
    const aliases = [{ name, mount_type: "userpass", mount_path: "auth/userpass/" }];
    const policies = at === 0 ? ["apps", "infra"] : ["apps"];
    return { id: `e${at + 1}`, name, metadata: { mail }, aliases, disabled: false, policies };
  });
  const own = { accessor: "acc-own", entityId: "e9", path: "auth/approle/login", policies: ["closeout"] };
  const closeout: StoredEntity = {
    id: "e9",
    name: "closeout",
    metadata: {},
    aliases: [{ name: "closeout", mount_type: "approle", mount_path: "auth/approle/" }],
    disabled: false,
    policies: [],
  };
  return {
    entities: new Map([...people, closeout].map((entity) => [entity.id, entity])),
    groups: new Map([["g1", { name: "staff", type: "internal", policies: [], members: new Set(["e1", "e2"]) }]]),
    users: new Map(people.map(({ name }) => [name, ["default"]])),
    tokens: new Map([[VAULT_TOKEN, own]]),
    policies: new Map([
      ["default", 'path "auth/token/lookup-self" {\n  capabilities = ["read"]\n}\n'],
      ["apps", '# what applications use\npath "secret/data/apps/*" { capabilities = ["read"] }'],
      ["infra", 'path "secret/metadata/infra/*" { capabilities = ["list"] }'],
    ]),
    secrets: new Map(),
    fields: new Map(),
    forbidden: null,
    gateTakesOld: false,
  };
}

const missing: Replied = { status: 404, json: { errors: [] } };
const refused: Replied = { status: 403, json: { errors: ["permission denied"] } };
const done: Replied = { status: 204 };

function ok(data: unknown): Replied {
  const plain = { request_id: randomUUID(), lease_id: "", renewable: false, lease_duration: 0 };
  return { status: 200, json: { ...plain, data, wrap_info: null, warnings: null, auth: null } };
}

function keys(all: readonly string[]): Replied {
  return all.length === 0 ? missing : ok({ keys: all });
}

/**
 * Starts a small store that speaks the endpoints of Vault's HTTP API that the connector asks, as their reference describes
 * them, with sign-ins and a gate (`GET /gate`) that a stored value opens. It is nobody's product.
 */
export async function startVault(): Promise<VaultServer> {
  const state = initial();
  const write = (path: string, value: string, at = new Date().toISOString()) => {
    const versions = state.secrets.get(path) ?? [];
    state.secrets.set(path, [...versions, { value, createdTime: at, deletionTime: "", destroyed: false }]);
  };
  write("apps/shop", "shop-one", "2026-01-01T00:00:00.123456789Z");
  write("apps/desk", "desk-one", "2026-01-01T00:00:00.123456789Z");
  write("infra/root", "infra-one", "2026-01-01T00:00:00.123456789Z");
  const guarded = Object.entries({ ...identity(state), ...tokens(state), ...users(state), ...metadata(state) });
  const routes: Routes = Object.fromEntries([
    ...guarded.map(([route, answer]) => [route, (asked: Asked) => (mayAsk(state, asked) ? answer(asked) : refused)]),
    ...Object.entries(doors(state)),
  ]);
  return { ...(await startVendor(routes, () => missing)), state, write };
}

function bearer({ authorization }: Asked): string {
  return authorization.replace(/^Bearer /, "");
}

function mayAsk(state: VaultState, asked: Asked): boolean {
  return bearer(asked) === VAULT_TOKEN && (state.forbidden === null || !asked.path.includes(state.forbidden));
}

function bodyOf({ body }: Asked): Record<string, unknown> {
  return JSON.parse(body);
}

function identity({ entities, groups, policies }: VaultState): Routes {
  const groupsOf = (id: string) => [...groups].filter(([, { members }]) => members.has(id)).map(([key]) => key);
  return {
    "GET /v1/identity/entity/id": () => keys([...entities.keys()]),
    "GET /v1/identity/entity/id/:id": ({ at }) => {
      const entity = entities.get(at["id"] ?? "");
      if (entity === undefined) return missing;
      const groupIds = groupsOf(entity.id);
      return ok({ ...entity, direct_group_ids: groupIds, group_ids: groupIds, inherited_group_ids: [] });
    },
    "POST /v1/identity/entity/id/:id": (asked) => {
      const entity = entities.get(asked.at["id"] ?? "");
      if (entity === undefined) return missing;
      Object.assign(entity, bodyOf(asked));
      return ok({ id: entity.id, aliases: null });
    },
    "GET /v1/identity/group/id/:id": ({ at }) => {
      const group = groups.get(at["id"] ?? "");
      if (group === undefined) return missing;
      const { members, ...plain } = group;
      return ok({ id: at["id"], ...plain, member_entity_ids: [...members] });
    },
    "GET /v1/sys/policies/acl/:name": ({ at }) => {
      const policy = policies.get(at["name"] ?? "");
      return policy === undefined ? missing : ok({ name: at["name"], policy });
    },
  };
}

function tokens(state: VaultState): Routes {
  const shown = ({ accessor, entityId, path, policies, period, expireTime }: StoredToken) => ({
    accessor,
    id: "",
    entity_id: entityId,
    path,
    policies,
    display_name: path.split("/").at(-1),
    issue_time: "2026-01-01T00:00:00Z",
    expire_time: expireTime === undefined ? "2026-02-01T00:00:00Z" : expireTime,
    renewable: period !== undefined,
    ...(period === undefined ? {} : { period }),
  });
  const by = (asked: Asked) => [...state.tokens].find(([, { accessor }]) => accessor === bodyOf(asked)["accessor"]);
  const invalid: Replied = { status: 403, json: { errors: ["1 error occurred:\n\t* invalid accessor\n\n"] } };
  return {
    "GET /v1/auth/token/lookup-self": (asked) => {
      const token = state.tokens.get(bearer(asked));
      return token === undefined ? refused : ok(shown(token));
    },
    "GET /v1/auth/token/accessors": () => keys([...state.tokens.values()].map(({ accessor }) => accessor)),
    "POST /v1/auth/token/lookup-accessor": (asked) => {
      const [, token] = by(asked) ?? [];
      return token === undefined ? invalid : ok(shown(token));
    },
    "POST /v1/auth/token/revoke-accessor": (asked) => {
      const [value] = by(asked) ?? [];
      return value !== undefined && state.tokens.delete(value) ? done : invalid;
    },
  };
}

function users({ users: known }: VaultState): Routes {
  return {
    "GET /v1/auth/userpass/users": () => keys([...known.keys()]),
    "GET /v1/auth/userpass/users/:name": ({ at }) => {
      const policies = known.get(at["name"] ?? "");
      return policies === undefined ? missing : ok({ token_policies: policies });
    },
    "DELETE /v1/auth/userpass/users/:name": ({ at }) => {
      known.delete(at["name"] ?? "");
      return done;
    },
  };
}

function metadata({ secrets, fields }: VaultState): Routes {
  const below = (folder: string) => {
    const rest = [...secrets.keys()].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
    return keys([...new Set(rest.map((path) => path.replace(/\/.*/, "/")))]);
  };
  return {
    "GET /v1/secret/subkeys/(?<path>.+)": ({ at }) => {
      const path = at["path"] ?? "";
      const current = secrets.get(path);
      if (current === undefined || current.at(-1)?.destroyed || current.at(-1)?.deletionTime !== "") return missing;
      const subkeys = Object.fromEntries((fields.get(path) ?? ["value"]).map((name) => [name, null]));
      return ok({ subkeys, metadata: { version: current.length } });
    },
    "GET /v1/secret/metadata/": () => below(""),
    "GET /v1/secret/metadata/(?<path>.+)": ({ at, query }) => {
      const path = at["path"] ?? "";
      if (query.get("list") === "true") return below(path);
      const versions = secrets.get(path);
      if (versions === undefined) return missing;
      const rows = versions.map(({ createdTime, deletionTime, destroyed }, place) => [
        String(place + 1),
        { created_time: createdTime, deletion_time: deletionTime, destroyed },
      ]);
      return ok({ current_version: rows.length, oldest_version: 0, versions: Object.fromEntries(rows) });
    },
  };
}

/** What people do: sign in, read with the token they got, and open the gate with what they read. */
function doors(state: VaultState): Routes {
  return {
    "POST /v1/auth/userpass/login/:name": ({ at, path }) => {
      const name = at["name"] ?? "";
      const entity = [...state.entities.values()].find(({ aliases }) => aliases.some((one) => one.name === name));
      if (entity === undefined || !state.users.has(name)) return refused;
      const [value, accessor] = [`hvs.${randomUUID()}`, `acc-${randomUUID()}`];
      state.tokens.set(value, { accessor, entityId: entity.id, path: path.slice(4), policies: ["default"] });
      return { status: 200, json: { auth: { client_token: value, accessor } } };
    },
    "GET /v1/secret/data/(?<path>.+)": (asked) => {
      const entity = state.entities.get(state.tokens.get(bearer(asked))?.entityId ?? "");
      const path = asked.at["path"] ?? "";
      const policy = path.split("/")[0] ?? "";
      if (entity === undefined || entity.disabled || !entity.policies.includes(policy)) return refused;
      const versions = state.secrets.get(path) ?? [];
      const version = versions[Number(asked.query.get("version") ?? versions.length) - 1];
      if (version === undefined) return missing;
      const isGone = version.destroyed || version.deletionTime !== "";
      // As documented: a deleted version answers 404 and shows its metadata all the same.
      const data = { data: isGone ? null : { value: version.value }, metadata: { destroyed: version.destroyed } };
      return { ...ok(data), status: isGone ? 404 : 200 };
    },
    "GET /gate": (asked) => {
      const all = [...state.secrets.values()].flat();
      const held = state.gateTakesOld
        ? all
        : all.filter(({ destroyed, deletionTime }) => !destroyed && deletionTime === "");
      return { status: held.some(({ value }) => value === bearer(asked)) ? 200 : 401 };
    },
  };
}
