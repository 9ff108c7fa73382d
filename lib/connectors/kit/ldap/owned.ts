import type { Layer } from "../../../core/access/layer.ts";
import type { ObservedFacts, Presence } from "../../../core/access/observation.ts";
import type { AccessRecord } from "../../contract.ts";
import type { LdapCall } from "./call.ts";
import type { Directory } from "./directory.ts";
import { foldedDn } from "./dn.ts";
import type { LdapEntry } from "./entry.ts";
import { anyOf, equals } from "./filter.ts";

/** How a directory says who owns an entry. */
export interface Ownership {
  readonly directory: Directory;
  /** Attributes that name an owner. */
  readonly owners: readonly string[];
  readonly base: string;
  /** Attributes that the identifier and the layer are told from. */
  readonly attributes: readonly string[];
  layerOf(entry: LdapEntry): Layer;
  presenceOf(entry: LdapEntry): Presence;
}

/** Entries that name an account as their owner. */
export async function ownedBy(
  ownership: Ownership,
  call: LdapCall,
  account: LdapEntry,
  accountNativeId: string,
): Promise<{ readonly rows: readonly AccessRecord[]; readonly complete: boolean }> {
  const filter = anyOf(ownership.owners.map((attribute) => equals(attribute, account.dn)));
  const { entries, complete } = await call.readAll({ ...placeOf(ownership), filter });
  const facts = ownFacts(ownership, account, accountNativeId);
  const rows = entries.flatMap((entry): AccessRecord[] => {
    const nativeKey = ownership.directory.idOf(entry);
    if (nativeKey === null) return [];
    const label = entry.texts("cn")[0] ?? entry.dn;
    return [{ accountNativeId, layer: ownership.layerOf(entry), nativeKey, label, facts }];
  });
  return { rows, complete: complete && rows.length === entries.length };
}

/** Who owns one entry now: nobody any more, or whom; null where that cannot be told. */
export async function ownerSeen(
  ownership: Ownership,
  call: LdapCall,
  id: string,
  account: LdapEntry,
  accountNativeId: string,
): Promise<{ readonly presence: Presence; readonly facts?: ObservedFacts } | null> {
  const byId = ownership.directory.byId(id);
  if (byId === null) return null;
  const { entries, complete } = await call.readAll({ ...placeOf(ownership), filter: byId });
  const [entry] = entries;
  // The leaver's own entry was found on the same connection a moment ago: the directory does show us entries.
  if (entry === undefined) return complete ? { presence: "absent" } : null;
  if (entries.length > 1) return null;
  const owners = ownership.owners.flatMap((attribute) => entry.texts(attribute));
  if (owners.length === 0) return { presence: "absent" };
  if (owners.some((dn) => foldedDn(dn) === foldedDn(account.dn))) {
    return { presence: "active", facts: ownFacts(ownership, account, accountNativeId) };
  }
  const known: { owner: string; ownerActive: boolean }[] = [];
  for (const dn of new Set(owners)) {
    const read = await ownerFacts(ownership, call, dn);
    if (read !== null) known.push(read);
  }
  const facts = known.find(({ ownerActive }) => ownerActive) ?? known[0];
  return facts === undefined ? null : { presence: "active", facts };
}

async function ownerFacts(ownership: Ownership, call: LdapCall, dn: string) {
  const { accounts: filter, attributes } = ownership.directory;
  const [entry] = (await call.readAll({ base: dn, scope: "base", filter, attributes })).entries;
  const owner = entry === undefined ? null : ownership.directory.idOf(entry);
  if (entry === undefined || owner === null) return null;
  return { owner, ownerActive: ownership.presenceOf(entry) === "active" };
}

function ownFacts(ownership: Ownership, account: LdapEntry, owner: string): ObservedFacts {
  return { owner, ownerActive: ownership.presenceOf(account) === "active" };
}

function placeOf({ base, attributes, owners }: Ownership) {
  return { base, scope: "sub" as const, attributes: [...attributes, ...owners] };
}
