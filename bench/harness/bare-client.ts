import { Pool } from "undici";
import type { Target } from "./targets.ts";

const SCIM = "application/scim+json";

/** One target called barely: connections kept, bodies parsed, nothing recorded. */
export interface BareClient {
  get(path: string): Promise<unknown>;
  patch(path: string, body: object): Promise<unknown>;
  close(): Promise<void>;
}

/** The runtime's own `fetch`, as a script would use it. It keeps connections by itself. */
export function fetchClient(target: Target): BareClient {
  const authorization = `Bearer ${target.token}`;
  const call = async (method: "GET" | "PATCH", path: string, body: string | null): Promise<unknown> => {
    const headers = { authorization, accept: SCIM, ...(body === null ? {} : { "content-type": SCIM }) };
    const answer = await fetch(`${target.baseUrl}${path}`, { method, headers, body });
    return parsed(target, answer.status, await answer.text());
  };
  return {
    get: (path) => call("GET", path, null),
    patch: (path, body) => call("PATCH", path, JSON.stringify(body)),
    close: () => Promise.resolve(),
  };
}

/** undici without the layers of `fetch`: the leanest client there is for Node. */
export function leanClient(target: Target, connections: number): BareClient {
  const base = new URL(target.baseUrl);
  const pool = new Pool(base.origin, { connections, pipelining: 1 });
  const authorization = `Bearer ${target.token}`;
  const call = async (method: "GET" | "PATCH", path: string, body: string | null): Promise<unknown> => {
    const headers = { authorization, accept: SCIM, ...(body === null ? {} : { "content-type": SCIM }) };
    const answer = await pool.request({ method, path: `${base.pathname}${path}`, headers, body });
    return parsed(target, answer.statusCode, await answer.body.text());
  };
  return {
    get: (path) => call("GET", path, null),
    patch: (path, body) => call("PATCH", path, JSON.stringify(body)),
    close: () => pool.destroy(),
  };
}

/** @throws when the target answered anything but 2xx: a bare run that failed is no floor */
function parsed(target: Target, status: number, text: string): unknown {
  if (status >= 300) throw new Error(`${target.name} answered ${status} to the bare script`);
  return text === "" ? null : JSON.parse(text);
}

const OPERATIONS = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** Switches an account off and looks at it again. @returns whether it is off */
export async function switchOff(client: BareClient, id: string): Promise<boolean> {
  const path = `/Users/${id}`;
  await client.patch(path, {
    schemas: [OPERATIONS],
    Operations: [{ op: "replace", path: "active", value: false }],
  });
  // A SCIM user has these fields; anything else compares unequal.
  const seen = (await client.get(path)) as { readonly id?: unknown; readonly active?: unknown };
  return seen.id === id && seen.active === false;
}

/** Takes an account out of a group and looks at the group again. @returns whether it is out */
export async function takeOut(client: BareClient, group: string, id: string): Promise<boolean> {
  const path = `/Groups/${group}`;
  await client.patch(path, {
    schemas: [OPERATIONS],
    Operations: [{ op: "remove", path: `members[value eq ${JSON.stringify(id)}]` }],
  });
  // A SCIM group has these fields; anything else compares unequal.
  const seen = (await client.get(path)) as { readonly id?: unknown; readonly members?: readonly { value: string }[] };
  return seen.id === group && seen.members?.some(({ value }) => value === id) === false;
}
