import type { ObservedFacts } from "../../../core/access/observation.ts";
import { segment } from "../../kit/json.ts";
import type { AccessKind, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { EntraConfig } from "./config.ts";
import { graphList, graphPath, userPath } from "./graph.ts";
import { readObject, readOwner } from "./schema.ts";

/** Applications and service principals are machines that somebody answers for; a group is a duty. */
const COLLECTION = {
  "owned-app": { layer: "machine_identity", type: "#microsoft.graph.application", place: "applications" },
  "owned-principal": {
    layer: "machine_identity",
    type: "#microsoft.graph.servicePrincipal",
    place: "servicePrincipals",
  },
  "owned-group": { layer: "custody", type: "#microsoft.graph.group", place: "groups" },
} as const;
type OwnedName = keyof typeof COLLECTION;

/**
 * What a user owns. Handing it over is a person's decision, so there is no lever here; a look says who owns it now. Of
 * several owners one who is active is named, and the leaver as long as they are among them.
 */
export function ownedKind(config: EntraConfig, name: OwnedName): AccessKind {
  const { layer, type } = COLLECTION[name];
  return {
    name,
    layer,
    words: "Owned applications and groups",
    right: "It needs the application permissions Application.Read.All and GroupMember.Read.All, with consent.",
    observable: true,
    list: async (account, trail) => {
      const path = userPath(account, "/ownedObjects?$select=id,displayName&$top=999");
      const read = await graphList(config, trail, path, readObject, ({ id }) => id);
      const own = read.rows.filter((row) => row["@odata.type"] === type);
      const rows = own.map(({ id, displayName }) => ({
        key: id,
        label: `Owner of ${displayName || id}`,
        facts: { owner: account },
      }));
      return { rows, complete: read.complete, accountMissing: read.status === 404 };
    },
    find: (account, key, trail) => ownersOf(config, name, account, key, trail),
  };
}

async function ownersOf(
  config: EntraConfig,
  name: OwnedName,
  account: string,
  key: string,
  trail: Trail,
): Promise<KindRead> {
  const fields = "$select=id,accountEnabled&$top=100";
  const path = graphPath(`/${COLLECTION[name].place}/${segment(key)}/owners?${fields}`);
  const read = await graphList(config, trail, path, readOwner, ({ id }) => id);
  // Gone, or out of our sight: the list of what the account owns tells.
  if (read.status === 404 && trail.failure === null) {
    const owned = await graphList(config, trail, userPath(account, "/ownedObjects"), readObject, ({ id }) => id);
    const missing = owned.complete && !owned.rows.some(({ id }) => id === key);
    return { rows: [], complete: missing, accountMissing: owned.status === 404 };
  }
  if (!read.complete) return { rows: [], complete: false, accountMissing: false };
  const facts = heldBy(read.rows, account);
  return { rows: [{ key, label: key, facts }], complete: true, accountMissing: false };
}

function heldBy(
  owners: readonly { readonly id: string; readonly accountEnabled?: boolean | null | undefined }[],
  leaver: string,
): ObservedFacts {
  if (owners.some(({ id }) => id === leaver)) return { owner: leaver };
  const next = owners.find(({ accountEnabled }) => accountEnabled === true) ?? owners[0];
  return next === undefined ? {} : { owner: next.id, ownerActive: next.accountEnabled === true };
}
