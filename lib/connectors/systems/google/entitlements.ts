import { folded, segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GoogleConfig } from "./config.ts";
import { DIRECTORY, googleList, kindRead, userPath } from "./lists.ts";
import { type GoogleUser, readLicence, readRole, readUser } from "./schema.ts";

/** Administrator roles assigned to the user. */
export function roleKind(config: GoogleConfig): AccessKind {
  const base = `${DIRECTORY}/customer/${segment(config.customerId)}/roleassignments`;
  const name = { kind: "admin#directory#roleAssignments", rows: "items" };
  return {
    name: "role",
    layer: "entitlement",
    words: "Administrator roles",
    right:
      "It needs the scope admin.directory.rolemanagement.readonly (admin console, Security, Domain-wide delegation).",
    observable: true,
    list: async (account, trail) => {
      const path = `${base}?userKey=${encodeURIComponent(account)}&maxResults=200`;
      const read = await googleList(config, trail, path, name, readRole, (role) => role.roleAssignmentId);
      const own = read.rows.filter(({ assignedTo }) => assignedTo === account);
      if (own.length < read.rows.length) {
        trail.find("filter_not_honoured", "Google answered with roles of others; nothing is concluded.");
        trail.fail("unexpected_shape");
      }
      const complete = read.complete && own.length === read.rows.length;
      return kindRead({ ...read, rows: own, complete }, ({ roleAssignmentId, roleId }) => ({
        key: roleAssignmentId,
        label: `Administrator role ${roleId}`,
      }));
    },
    end: async (_, key, trail) => outcomeOf(await trail.send("DELETE", `${base}/${segment(key)}`), () => false),
  };
}

/** Licences of the products named in the settings. Google lists them by product, under the user's present mail. */
export function licenceKind(config: GoogleConfig): AccessKind {
  return {
    name: "licence",
    layer: "entitlement",
    words: "Licences",
    right:
      "It needs the scope apps.licensing (admin console, Security, Domain-wide delegation), and the API switched on.",
    observable: true,
    list: (account, trail) => licences(config, account, trail),
    end: async (account, key, trail) => {
      const answer = await trail.get(userPath(account));
      const before = outcomeOf(answer, (json) => readUser(json)?.id === account);
      if (before.kind !== "accepted") return before;
      const [product = "", sku = ""] = key.split("/");
      const mail = readUser(answer.json)?.primaryEmail ?? "";
      const path = `/apps/licensing/v1/product/${segment(product)}/sku/${segment(sku)}/user/${segment(mail)}`;
      return outcomeOf(await trail.send("DELETE", path), (json) => json === undefined);
    },
  };
}

async function licences(config: GoogleConfig, account: string, trail: Trail): Promise<KindRead> {
  const answer = await trail.get(userPath(account));
  const user = answer.failure === null && answer.status === 200 ? readUser(answer.json) : null;
  if (user?.id !== account) {
    const accountMissing = answer.failure === null && answer.status === 404;
    if (!accountMissing) trail.fail("unexpected_shape");
    return { rows: [], complete: false, accountMissing };
  }
  const rows: FoundAccess[] = [];
  let complete = true;
  for (const product of config.licenceProducts) {
    const read = await ofProduct(config, product, user, trail);
    rows.push(...read.rows);
    if (!read.complete) complete = false;
  }
  return { rows, complete, accountMissing: false };
}

async function ofProduct(
  config: GoogleConfig,
  product: string,
  user: GoogleUser,
  trail: Trail,
): Promise<{ readonly rows: readonly FoundAccess[]; readonly complete: boolean }> {
  const path = `/apps/licensing/v1/product/${segment(product)}/users?customerId=${encodeURIComponent(config.customerId)}&maxResults=1000`;
  const name = { kind: "licensing#licenseAssignmentList", rows: "items" };
  const read = await googleList(config, trail, path, name, readLicence, (row) => `${row.userId} ${row.skuId}`);
  const own = read.rows.filter(({ userId }) => folded(userId) === folded(user.primaryEmail));
  const rows = own.map(({ productId, skuId, skuName }) => ({
    key: `${productId}/${skuId}`,
    label: `Licence ${skuName || skuId}`,
  }));
  return { rows, complete: read.complete };
}
