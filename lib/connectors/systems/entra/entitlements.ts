import type { RevokeOutcome } from "../../contract.ts";
import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { ListRead } from "../../kit/read-list.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { EntraConfig } from "./config.ts";
import { graphList, graphPath, kindRead, ownRead, quoted, userPath } from "./graph.ts";
import { type AppRole, readAppRole, readLicence, readLicenceStates, readRole } from "./schema.ts";

export function licenceKind(config: EntraConfig): AccessKind {
  return {
    name: "licence",
    layer: "entitlement",
    words: "Licences",
    right: "It needs the application permission LicenseAssignment.Read.All or User.Read.All, with consent.",
    observable: true,
    list: async (account, trail) => {
      const path = userPath(account, "/licenseDetails");
      const read = await graphList(config, trail, path, readLicence, ({ skuId }) => skuId);
      return kindRead(read, ({ skuId, skuPartNumber }) => ({ key: skuId, label: `Licence ${skuPartNumber || skuId}` }));
    },
    end: endLicence,
  };
}

async function endLicence(account: string, sku: string, trail: Trail): Promise<RevokeOutcome> {
  const answer = await trail.get(userPath(account, "?$select=id,licenseAssignmentStates"));
  const before = outcomeOf(answer, (json) => readLicenceStates(json)?.id === account);
  if (before.kind !== "accepted") return before;
  const states = readLicenceStates(answer.json)?.licenseAssignmentStates.filter(({ skuId }) => skuId === sku) ?? [];
  if (states.length === 0) return { kind: "already_absent" };
  if (states.every(({ assignedByGroup }) => assignedByGroup != null)) {
    return { kind: "unsupported", reason: "the licence comes through a group; end the membership instead" };
  }
  const body = { addLicenses: [], removeLicenses: [sku] };
  const done = await trail.send("POST", userPath(account, "/assignLicense"), body);
  return outcomeOf(done, (json) => Reflect.get(Object(json), "id") === account);
}

export function appRoleKind(config: EntraConfig): AccessKind {
  return {
    name: "app-role",
    layer: "entitlement",
    words: "Application assignments",
    right: "It needs the application permission Directory.Read.All, with an administrator's consent.",
    observable: true,
    list: async (account, trail) => {
      const read = await appRoles(config, account, trail);
      return kindRead(read, ({ id, principalType, resourceDisplayName }) => ({
        key: id,
        label: `${resourceDisplayName || id}${principalType === "Group" ? ", through a group" : ""}`,
      }));
    },
    end: async (account, key, trail) => {
      const read = await appRoles(config, account, trail);
      const row = read.rows.find(({ id }) => id === key);
      if (row?.principalType === "Group") {
        return { kind: "unsupported", reason: "the assignment comes through a group; end the membership instead" };
      }
      if (row === undefined && !read.complete && read.status !== 404) {
        return { kind: "unknown", cause: trail.failure ?? "unexpected_shape" };
      }
      if (row === undefined) return { kind: "already_absent" };
      return outcomeOf(
        await trail.send("DELETE", userPath(account, `/appRoleAssignments/${segment(key)}`)),
        () => false,
      );
    },
  };
}

/** Graph also shows what the user's own groups were assigned. */
async function appRoles(config: EntraConfig, account: string, trail: Trail): Promise<ListRead<AppRole>> {
  const path = userPath(account, "/appRoleAssignments?$top=999");
  const read = await graphList(config, trail, path, readAppRole, ({ id }) => id);
  return ownRead(read, (row) => row.principalType === "Group" || row.principalId === account, trail);
}

/** Directory roles that are active. Roles that somebody is merely eligible for are not read. */
export function roleKind(config: EntraConfig): AccessKind {
  return {
    name: "role",
    layer: "entitlement",
    words: "Directory roles",
    right: "It needs the application permission RoleManagement.Read.Directory, with an administrator's consent.",
    observable: true,
    list: async (account, trail) => {
      const filter = encodeURIComponent(`principalId eq ${quoted(account)}`);
      const path = graphPath(`/roleManagement/directory/roleAssignments?$filter=${filter}&$expand=roleDefinition`);
      const read = await graphList(config, trail, path, readRole, ({ id }) => id);
      return kindRead(
        ownRead(read, (row) => row.principalId === account, trail),
        ({ id, roleDefinition }) => ({
          key: id,
          label: `Directory role ${roleDefinition?.displayName || id}`,
        }),
      );
    },
    end: async (_, key, trail) => {
      const path = graphPath(`/roleManagement/directory/roleAssignments/${segment(key)}`);
      return outcomeOf(await trail.send("DELETE", path), () => false);
    },
  };
}
