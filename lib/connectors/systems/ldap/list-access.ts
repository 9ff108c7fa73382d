import type { AccessRecord, Listing } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import { listingOf } from "../../kit/ldap/directory.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { heldRecord, heldValues } from "../../kit/ldap/held-values.ts";
import { ownedBy } from "../../kit/ldap/owned.ts";
import { HELD, PASSWORD, passwordFacts, passwordOf } from "./credentials.ts";
import { membershipsOf } from "./groups.ts";
import { ownershipOf } from "./map.ts";
import type { Opened } from "./session.ts";

interface AccessRead {
  readonly rows: readonly AccessRecord[];
  readonly complete: boolean;
}

/** Memberships, credentials and what is owned, of these accounts. */
export function listAccess(
  opened: Opened,
  accountIds: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const ids = [...new Set(accountIds)];
  return opened.look(signal, async (call) => {
    const rows: AccessRecord[] = [];
    let complete = true;
    for (const id of ids) {
      const own = await accessOfId(opened, call, id);
      rows.push(...own.rows);
      complete &&= own.complete;
    }
    return listingOf(call, rows, complete, `access of ${ids.join(", ")}`);
  });
}

async function accessOfId(opened: Opened, call: LdapCall, id: string): Promise<AccessRead> {
  const found = await opened.accountBy(call, id);
  if (found.kind === "found") return accessOf(opened, call, id, found.entry);
  return { rows: [], complete: found.kind === "absent" };
}

async function accessOf(
  opened: Opened,
  call: LdapCall,
  accountNativeId: string,
  entry: LdapEntry,
): Promise<AccessRead> {
  const { groups, complete } = await membershipsOf(opened.config, call, entry);
  const memberships = [...groups.values()].map(({ id, label, ways }): AccessRecord => {
    const facts = { effective: true, ...(ways.has("rule") ? { revivedByRule: true } : {}) };
    return { accountNativeId, layer: "group", nativeKey: id, label, facts };
  });
  const credentials = opened.dialect.passwords ? await credentialsOf(opened, call, accountNativeId, entry) : [];
  const owned = await ownedBy(ownershipOf(opened.config), call, entry, accountNativeId);
  return {
    rows: [...memberships, ...(credentials ?? []), ...owned.rows],
    complete: complete && credentials !== null && owned.complete,
  };
}

/** null when it could not be told whether there is a password. */
async function credentialsOf(
  opened: Opened,
  call: LdapCall,
  accountNativeId: string,
  entry: LdapEntry,
): Promise<readonly AccessRecord[] | null> {
  const has = await passwordOf(opened, call, entry);
  if (has === null) return null;
  const held = heldValues(entry, HELD).map((one) => heldRecord(accountNativeId, one));
  const named = { accountNativeId, layer: "credential", nativeKey: PASSWORD, label: "Password" } as const;
  return has ? [...held, { ...named, facts: passwordFacts(entry) }] : held;
}
