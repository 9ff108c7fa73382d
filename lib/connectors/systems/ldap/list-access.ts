import type { AccessRecord, Listing } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import { listingOf } from "../../kit/ldap/directory.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { type Credential, passwordCredential, passwordOf, shownCredentials } from "./credentials.ts";
import { membershipsOf } from "./groups.ts";
import { ownedBy } from "./owned.ts";
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
  const credentials = opened.dialect.passwords ? await credentialsOf(opened, call, entry) : [];
  const owned = await ownedBy(opened, call, entry, accountNativeId);
  return {
    rows: [...memberships, ...(credentials ?? []).map((one) => credentialRecord(accountNativeId, one)), ...owned.rows],
    complete: complete && credentials !== null && owned.complete,
  };
}

/** null when it could not be told whether there is a password. */
async function credentialsOf(opened: Opened, call: LdapCall, entry: LdapEntry): Promise<readonly Credential[] | null> {
  const password = await passwordOf(opened, call, entry);
  if (password === null) return null;
  return [...shownCredentials(entry), ...(password ? [passwordCredential(entry)] : [])];
}

function credentialRecord(accountNativeId: string, { key, label, facts }: Credential): AccessRecord {
  // That it was shown once is what lets a later look believe that it is shown no more.
  return { accountNativeId, layer: "credential", nativeKey: key, label, facts, before: { listed: true, members: 1 } };
}
