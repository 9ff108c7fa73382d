import type { SeenUse } from "../../contract-records.ts";
import { segment } from "../../kit/json.ts";
import type { RecordsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { EntraConfig } from "./config.ts";
import { graphList, graphPath } from "./graph.ts";
import { readAssigned, readGrant, readPrincipal, readUser } from "./schema.ts";

/** Tenant that Microsoft's own applications belong to (learn.microsoft.com, "Verify first-party Microsoft applications"). */
const MICROSOFT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
const PRINCIPALS = "/servicePrincipals?$select=id,appDisplayName,displayName,appOwnerOrganizationId,homepage&$top=999";
const USERS = "/users?$select=id,userPrincipalName,mail&$top=999";

type Seen = Omit<SeenUse, "name" | "domain">;

/** Applications that are assigned to people or that people consented to, Microsoft's own left out. All of it each time. */
export async function readUse(config: EntraConfig, trail: Trail): Promise<RecordsRead<SeenUse>> {
  const principals = await graphList(config, trail, graphPath(PRINCIPALS), readPrincipal, ({ id }) => id);
  const users = await graphList(config, trail, graphPath(USERS), readUser, ({ id }) => id);
  const people = new Map(users.rows.map(({ id, mail, userPrincipalName }) => [id, mail || userPrincipalName]));
  const others = principals.rows.filter((one) => one.appOwnerOrganizationId?.toLowerCase() !== MICROSOFT);
  const grants = await consents(config, trail, people);
  const rows: SeenUse[] = [];
  let complete = principals.complete && users.complete && grants.complete;
  for (const { id, appDisplayName, displayName, homepage } of others) {
    const assigned = await assignments(config, trail, id, people);
    if (!assigned.complete) complete = false;
    const name = appDisplayName || displayName;
    if (!name) continue;
    const own = [...assigned.rows, ...grants.rows.filter(({ app }) => app === id).map(({ use }) => use)];
    rows.push(...own.map((use) => ({ name, domain: homepage || null, ...use })));
  }
  return { rows, next: null, more: false, complete };
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
