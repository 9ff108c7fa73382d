import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { KeycloakConfig } from "./config.ts";
import { never, pagedList, realmPath, userPath, wholeList } from "./lists.ts";
import { type Role, readClient, readMappings, readRealm, readRole } from "./schema.ts";

const RIGHT = "It needs the roles view-users, view-clients and view-realm of the client realm-management.";
const UNREAD: KindRead = { rows: [], complete: false, accountMissing: false };

/** A role that the account holds itself. `client`: whose role it is; null = the realm's. */
interface Held {
  readonly role: Role;
  readonly client: { readonly id: string; readonly name: string } | null;
}

/** Roles of the account itself. */
async function directRoles(
  config: KeycloakConfig,
  account: string,
  trail: Trail,
): Promise<readonly Held[] | "missing" | null> {
  const answer = await trail.get(userPath(config, account, "/role-mappings"));
  if (answer.failure !== null) return null;
  if (answer.status === 404) return "missing";
  const mappings = answer.status === 200 && isPlain(answer.json) ? readMappings(answer.json) : null;
  if (mappings === null) {
    trail.fail("unexpected_shape");
    return null;
  }
  return [
    ...mappings.realmMappings.map((role) => ({ role, client: null })),
    ...Object.values(mappings.clientMappings).flatMap(({ id, client, mappings: roles }) =>
      roles.map((role) => ({ role, client: { id, name: client } })),
    ),
  ];
}

/** An account without any role is written as {}; what else stands in an answer is somebody else's. */
function isPlain(json: unknown): boolean {
  return Object.keys(Object(json)).every((key) => key === "realmMappings" || key === "clientMappings");
}

/** Ids of the roles that everybody in the realm has, those inside others too: they end with the account. null = not read. */
async function everybodysRoles(config: KeycloakConfig, trail: Trail): Promise<ReadonlySet<string> | null> {
  const answer = await trail.get(realmPath(config));
  const realm = answer.failure === null && answer.status === 200 ? readRealm(answer.json) : null;
  const base = realm?.realm === config.realm ? realm.defaultRole?.id : undefined;
  if (base === undefined) {
    trail.fail("unexpected_shape");
    return null;
  }
  const all = new Set([base]);
  const open = [base];
  for (let role = open.pop(); role !== undefined; role = open.pop()) {
    const path = realmPath(config, `/roles-by-id/${segment(role)}/composites`);
    const { rows, complete } = await pagedList(config, trail, path, readRole, ({ id }) => id);
    if (!complete) return null;
    for (const { id, composite } of rows) {
      if (composite === true && !all.has(id)) open.push(id);
      all.add(id);
    }
  }
  return all;
}

export function roleKind(config: KeycloakConfig): AccessKind {
  const list = async (account: string, trail: Trail): Promise<KindRead> => {
    const [held, common] = [await directRoles(config, account, trail), await everybodysRoles(config, trail)];
    if (held === "missing") return { ...UNREAD, accountMissing: true };
    if (held === null || common === null) return UNREAD;
    const own = held.filter(({ role }) => !common.has(role.id));
    return { rows: own.map(foundAs), complete: true, accountMissing: false };
  };
  return {
    name: "role",
    layer: "entitlement",
    words: "Roles",
    right: RIGHT,
    observable: true,
    list,
    end: async (account, key, trail) => {
      const held = await directRoles(config, account, trail);
      if (held === null) return { kind: "unknown", cause: trail.failure ?? "unexpected_shape" };
      const one = held === "missing" ? undefined : held.find(({ role }) => role.id === key);
      if (one === undefined) return { kind: "already_absent" };
      const where = one.client === null ? "realm" : `clients/${segment(one.client.id)}`;
      const body = [{ id: one.role.id, name: one.role.name }];
      return outcomeOf(await trail.send("DELETE", userPath(config, account, `/role-mappings/${where}`), body), never);
    },
  };
}

function foundAs({ role, client }: Held): FoundAccess {
  return { key: role.id, label: client === null ? `Role ${role.name}` : `Role ${role.name} of ${client.name}` };
}

/**
 * Roles that take effect through a group or inside another role, as Keycloak itself works them out. Each client is
 * asked about: no single answer holds them all.
 */
export function inheritedKind(config: KeycloakConfig): AccessKind {
  return {
    name: "inherited-role",
    layer: "entitlement",
    words: "Roles through groups and other roles",
    right: RIGHT,
    observable: true,
    list: async (account, trail) => {
      const [held, common] = [await directRoles(config, account, trail), await everybodysRoles(config, trail)];
      if (held === "missing") return { ...UNREAD, accountMissing: true };
      const path = realmPath(config, "/clients");
      const clients = await pagedList(config, trail, path, readClient, ({ id }) => id);
      if (held === null || common === null || !clients.complete) return UNREAD;
      const places = ["realm", ...clients.rows.map(({ id }) => `clients/${segment(id)}`)];
      const reads = await Promise.all(
        places.map((place) =>
          wholeList(trail, userPath(config, account, `/role-mappings/${place}/composite`), readRole, ({ id }) => id),
        ),
      );
      const direct = new Set(held.map(({ role }) => role.id));
      const names = [null, ...clients.rows.map(({ id, clientId: name }) => ({ id, name }))];
      const all = reads.flatMap((read, at) => read.rows.map((role) => ({ role, client: names[at] ?? null })));
      const through = all.filter(({ role }) => !direct.has(role.id) && !common.has(role.id)).map(foundAs);
      const rows = through.map(({ key, label }) => ({ key, label: `${label}, through a group or another role` }));
      return { rows, complete: reads.every(({ complete }) => complete), accountMissing: false };
    },
    end: async () => ({
      kind: "unsupported",
      reason: "the role comes through a group or another role: end that membership or that role",
    }),
  };
}
