import type { Layer } from "../../../core/access/layer.ts";
import type { AccessRecord } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import { foldedDn } from "../../kit/ldap/dn.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { anyOf, both, equals } from "../../kit/ldap/filter.ts";
import { GROUP_CLASSES } from "./groups.ts";
import { presenceOf } from "./map.ts";
import type { Opened } from "./session.ts";

const OWNERS = ["owner", "manager"] as const;

/** Entries that name an account as owner or manager. Machines are one layer, duties over people and groups another. */
export async function ownedBy(
  opened: Opened,
  call: LdapCall,
  account: LdapEntry,
  accountNativeId: string,
): Promise<{ readonly rows: readonly AccessRecord[]; readonly complete: boolean }> {
  const filter = anyOf(OWNERS.map((attribute) => equals(attribute, account.dn)));
  const { entries, complete } = await call.readAll({ ...place(opened), filter });
  const rows = entries.flatMap((entry): AccessRecord[] => {
    const id = opened.directory.idOf(entry);
    if (id === null) return [];
    const label = entry.texts("cn")[0] ?? entry.dn;
    const facts = { owner: accountNativeId, ownerActive: presenceOf(opened.config, account) === "active" };
    return [{ accountNativeId, layer: layerOf(opened, entry), nativeKey: id, label, facts }];
  });
  return { rows, complete: complete && rows.length === entries.length };
}

/** Who owns an entry now. `null`: it could not be read, or its owner is nobody that can be told. */
export async function ownerOf(
  opened: Opened,
  call: LdapCall,
  id: string,
  account: LdapEntry,
): Promise<"leaver" | "nobody" | "gone" | { readonly id: string; readonly active: boolean } | null> {
  const byId = opened.directory.byId(id);
  if (byId === null) return null;
  const { entries, complete } = await call.readAll({ ...place(opened), filter: both(byId) });
  const [entry] = entries;
  // The leaver's own entry was found on the same connection a moment ago: the directory does show us entries.
  if (entry === undefined) return complete ? "gone" : null;
  if (entries.length > 1) return null;
  const owners = OWNERS.flatMap((attribute) => entry.texts(attribute));
  if (owners.some((dn) => foldedDn(dn) === foldedDn(account.dn))) return "leaver";
  if (owners.length === 0) return "nobody";
  const read: { id: string; active: boolean }[] = [];
  for (const dn of new Set(owners)) {
    const { accounts: filter, attributes } = opened.directory;
    const found = await call.readAll({ base: dn, scope: "base", filter, attributes });
    const [owner] = found.entries;
    const ownerId = owner === undefined ? null : opened.directory.idOf(owner);
    if (owner !== undefined && ownerId !== null)
      read.push({ id: ownerId, active: presenceOf(opened.config, owner) === "active" });
  }
  return read.find(({ active }) => active) ?? read[0] ?? null;
}

function place({ config }: Opened) {
  const attributes = [config.idAttribute, "cn", "objectClass", ...OWNERS];
  return { base: config.baseDn, scope: "sub" as const, attributes };
}

function layerOf({ config }: Opened, entry: LdapEntry): Layer {
  const duties = [...GROUP_CLASSES, config.accountClass, "person", "organizationalUnit"].map((one) =>
    one.toLowerCase(),
  );
  return entry.texts("objectClass").some((one) => duties.includes(one.toLowerCase())) ? "custody" : "machine_identity";
}
