import type { LogRequest, SeenUse } from "../../contract-records.ts";
import { segment } from "../../kit/json.ts";
import type { RecordsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { EntraConfig } from "./config.ts";
import { graphList, graphPath } from "./graph.ts";
import { readAssigned, readGrant, readPrincipal, readUser } from "./schema.ts";
import { type ForeignApps, readSignIns } from "./sign-ins.ts";

/** Tenant that Microsoft's own applications belong to (learn.microsoft.com, "Verify first-party Microsoft applications"). */
const MICROSOFT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
const PRINCIPALS =
  "/servicePrincipals?$select=id,appId,appDisplayName,displayName,appOwnerOrganizationId,homepage&$top=999";
const USERS = "/users?$select=id,userPrincipalName,mail&$top=999";

type Seen = Omit<SeenUse, "name" | "domain">;

/**
 * Applications of others than Microsoft: those that people signed in to, page by page of the log; once that is read to
 * its end, those that are assigned to people or that people consented to, all of them each time. An application that
 * nobody assigned and nobody consented to has a principal in the tenant as soon as somebody signed in to it.
 */
export async function readUse(config: EntraConfig, request: LogRequest, trail: Trail): Promise<RecordsRead<SeenUse>> {
  const principals = await graphList(config, trail, graphPath(PRINCIPALS), readPrincipal, ({ id }) => id);
  const others = principals.rows.filter((one) => one.appOwnerOrganizationId?.toLowerCase() !== MICROSOFT);
  // Whose a sign-in's application is would not be known of the rest.
  if (!principals.complete) return { rows: [], next: request.cursor, more: false, complete: false };
  const signIns = await readSignIns(config, request, appsOf(others), trail);
  if (!signIns.complete || signIns.more) return signIns;
  const held = await assignedOrConsented(config, others, trail);
  return { ...signIns, rows: [...signIns.rows, ...held.rows], complete: held.complete };
}

type Principal = NonNullable<ReturnType<typeof readPrincipal>>;

function appsOf(principals: readonly Principal[]): ForeignApps {
  return new Map(
    principals.flatMap(({ appId, appDisplayName, displayName, homepage }) => {
      const name = appDisplayName || displayName;
      return appId && name ? [[appId.toLowerCase(), { name, domain: homepage || null }] as const] : [];
    }),
  );
}

async function assignedOrConsented(config: EntraConfig, others: readonly Principal[], trail: Trail) {
  const users = await graphList(config, trail, graphPath(USERS), readUser, ({ id }) => id);
  const people = new Map(users.rows.map(({ id, mail, userPrincipalName }) => [id, mail || userPrincipalName]));
  const grants = await consents(config, trail, people);
  const rows: SeenUse[] = [];
  let complete = users.complete && grants.complete;
  for (const { id, appDisplayName, displayName, homepage } of others) {
    const assigned = await assignments(config, trail, id, people);
    if (!assigned.complete) complete = false;
    const name = appDisplayName || displayName;
    if (!name) continue;
    const own = [...assigned.rows, ...grants.rows.filter(({ app }) => app === id).map(({ use }) => use)];
    rows.push(...own.map((use) => ({ name, domain: homepage || null, ...use })));
  }
  return { rows, complete };
}

async function consents(config: EntraConfig, trail: Trail, people: ReadonlyMap<string, string>) {
  const read = await graphList(config, trail, graphPath("/oauth2PermissionGrants?$top=999"), readGrant, ({ id }) => id);
  const rows = read.rows.map(({ id, clientId: app, principalId, scope }) => {
    // Without a principal an administrator consented for everybody: that names nobody.
    const person = principalId == null ? null : (people.get(principalId) ?? principalId);
    const allowed = scope?.trim().slice(0, 300) || null;
    const use: Seen = { channel: "consent", person, seenAt: null, scope: allowed, rowId: `consent ${id}` };
    return { app, use };
  });
  return { rows, complete: read.complete };
}

async function assignments(config: EntraConfig, trail: Trail, app: string, people: ReadonlyMap<string, string>) {
  const path = graphPath(`/servicePrincipals/${segment(app)}/appRoleAssignedTo?$top=999`);
  const read = await graphList(config, trail, path, readAssigned, ({ id }) => id);
  const rows = read.rows
    .filter(({ principalType }) => principalType === "User")
    .map(({ id, principalId, createdDateTime }): Seen => {
      const person = people.get(principalId) ?? principalId;
      return { channel: "assignment", person, seenAt: createdDateTime ?? null, scope: null, rowId: `assigned ${id}` };
    });
  return { rows, complete: read.complete };
}
