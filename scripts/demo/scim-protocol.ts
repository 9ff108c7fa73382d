import type { StoredGroup, StoredUser } from "./scim-store.ts";
import type { ScimSystem } from "./scim-system.ts";

/** A reply ready to be written. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** Media type; SCIM's own when left out. */
  readonly type?: string;
  readonly retryAfter?: string;
}

const LIST = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":';
const PAGE_MAX = 200;

/** Answers one SCIM request against one system. Pure but for the system's state. */
export function answer(system: ScimSystem, method: string, path: string, query: URLSearchParams, body: string): Reply {
  const [, kind = "", id, ...rest] = path.split("/").map(decodeURIComponent);
  if (rest.length > 0) return failure(404, "no such endpoint");
  if (kind === "ServiceProviderConfig" && method === "GET") return { status: 200, body: PROVIDER_CONFIG };
  if (kind === "Users") return id === undefined ? users(system, method, query, body) : user(system, method, id, body);
  if (kind === "Groups") return id === undefined ? groups(system, method, query) : group(system, method, id, body);
  return failure(404, "no such endpoint");
}

export function failure(status: number, detail: string, retryAfter?: string): Reply {
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"];
  const body = JSON.stringify({ schemas, status: String(status), detail });
  return retryAfter === undefined ? { status, body } : { status, body, retryAfter };
}

function users(system: ScimSystem, method: string, query: URLSearchParams, body: string): Reply {
  if (method === "POST") return create(system, body);
  if (method !== "GET") return failure(405, "method not allowed");
  const filter = query.get("filter");
  const found = filter === null ? [...system.store.users.values()] : system.store.findUsers(filter);
  return found === null ? failure(400, "invalidFilter") : list(found, query, (each) => userJson(system, each));
}

function groups(system: ScimSystem, method: string, query: URLSearchParams): Reply {
  if (method !== "GET") return failure(405, "method not allowed");
  const filter = query.get("filter");
  const found = filter === null ? [...system.store.groups.values()] : system.store.findGroups(filter);
  return found === null ? failure(400, "invalidFilter") : list(found, query, (each) => groupJson(system, each));
}

function create(system: ScimSystem, body: string): Reply {
  const fields = parsed(body);
  const userName = typeof fields?.["userName"] === "string" ? fields["userName"] : "";
  if (userName === "") return failure(400, "userName is missing");
  const twins = system.store.findUsers(`userName eq ${JSON.stringify(userName)}`) ?? [];
  if (twins.length > 0) return failure(409, "userName is taken");
  const key = typeof fields?.["externalId"] === "string" ? fields["externalId"] : userName;
  return { status: 201, body: userJson(system, system.store.addUser({ key, displayName: userName, email: userName })) };
}

function user(system: ScimSystem, method: string, id: string, body: string): Reply {
  const found = system.store.users.get(id);
  if (found === undefined) return failure(404, "no such user");
  if (method === "GET") return { status: 200, body: userJson(system, found) };
  if (method === "DELETE") {
    system.remove(found);
    return { status: 204, body: "" };
  }
  if (method !== "PATCH" && method !== "PUT") return failure(405, "method not allowed");
  const fields = parsed(body);
  const active = method === "PUT" ? (fields?.["active"] ?? true) : activeOf(fields);
  if (typeof active !== "boolean") return failure(400, "invalidValue");
  system.setActive(found, active);
  // What it says, which for a liar is not what it did.
  return { status: 200, body: userJson(system, { ...found, active }) };
}

function group(system: ScimSystem, method: string, id: string, body: string): Reply {
  const found = system.store.groups.get(id);
  if (found === undefined) return failure(404, "no such group");
  if (method === "GET") return { status: 200, body: groupJson(system, found) };
  if (method !== "PATCH") return failure(405, "method not allowed");
  const operations = operationsOf(parsed(body));
  const leaving = operations.map(leaverOf);
  if (leaving.length === 0 || leaving.some((member) => member === null)) return failure(400, "invalidPath");
  for (const member of leaving) if (member !== null) system.leave(found, member);
  return { status: 204, body: "" };
}

type Fields = Readonly<Record<string, unknown>>;

function operationsOf(fields: Fields | null): readonly Fields[] {
  const operations = fields?.["Operations"];
  return Array.isArray(operations) ? operations.filter((each) => typeof each === "object" && each !== null) : [];
}

/** The `active` that a PATCH asks for, by path or by value object. */
function activeOf(fields: Fields | null): unknown {
  const [operation] = operationsOf(fields);
  if (String(operation?.["op"]).toLowerCase() !== "replace") return null;
  const value = operation?.["value"];
  if (operation?.["path"] === "active") return value;
  return typeof value === "object" && value !== null ? Reflect.get(value, "active") : null;
}

/** The member that a `remove` names by a filter in its path; null for every other operation. */
function leaverOf(operation: Fields): string | null {
  if (String(operation["op"]).toLowerCase() !== "remove") return null;
  const found = /^members\[value eq ("(?:[^"\\]|\\.)*")\]$/.exec(String(operation["path"]));
  return found === null ? null : String(JSON.parse(found[1] ?? '""'));
}

function parsed(body: string): Fields | null {
  try {
    const json: unknown = JSON.parse(body);
    // A JSON object has string keys and unknown values: the cast says exactly that.
    return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as Fields) : null;
  } catch {
    return null;
  }
}

function list<T>(found: readonly T[], query: URLSearchParams, render: (row: T) => string): Reply {
  const start = Math.max(1, Number(query.get("startIndex") ?? 1) || 1);
  const count = Math.min(PAGE_MAX, Math.max(0, Number(query.get("count") ?? 100)));
  const page = found.slice(start - 1, start - 1 + count);
  const head = `${LIST}${found.length},"startIndex":${start},"itemsPerPage":${page.length},"Resources":[`;
  return { status: 200, body: `${head}${page.map(render).join(",")}]}` };
}

function userJson(system: ScimSystem, user: StoredUser): string {
  const active = system.behaviour === "lagging" ? system.shownActive(user) : user.active;
  return `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"${user.id}","externalId":${JSON.stringify(
    user.externalId,
  )},"userName":${JSON.stringify(user.userName)},"displayName":${JSON.stringify(
    user.displayName,
  )},"emails":[{"value":${JSON.stringify(user.email)},"primary":true}],"active":${active},"meta":{"resourceType":"User"}}`;
}

function groupJson(system: ScimSystem, group: StoredGroup): string {
  const former = system.shownFormerMembers(group);
  if (group.rendered !== null && former.length === 0) return group.rendered;
  const members = [...group.members, ...former].map((id) => `{"value":"${id}"}`).join(",");
  const json = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"${group.id}","displayName":${JSON.stringify(
    group.displayName,
  )},"members":[${members}],"meta":{"resourceType":"Group"}}`;
  if (former.length === 0) group.rendered = json;
  return json;
}

const PROVIDER_CONFIG = JSON.stringify({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: PAGE_MAX },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [{ type: "oauthbearertoken", name: "Bearer token", description: "A token in the header" }],
});
