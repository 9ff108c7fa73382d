import type { AccessRecord, Listing } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import { listingOf } from "../../kit/ldap/directory.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { heldRecord, heldValues } from "../../kit/ldap/held-values.ts";
import { ownedBy } from "../../kit/ldap/owned.ts";
import { BOUND, boundFacts } from "./bound.ts";
import { grantedTo } from "./descriptors.ts";
import { isEverybodys } from "./everybodys.ts";
import { membershipsOf } from "./groups.ts";
import { HELD } from "./held.ts";
import { ownershipOf } from "./map.ts";
import type { Opened } from "./session.ts";
import { TICKETS, ticketFacts } from "./tickets.ts";

interface AccessRead {
  readonly rows: readonly AccessRecord[];
  readonly complete: boolean;
}

/** Groups, tickets and connections, other ways to sign in, delegations, and what is owned, of these accounts. */
export function listAccess(
  opened: Opened,
  accountIds: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const ids = [...new Set(accountIds)];
  return opened.look(signal, async (call) => {
    const reads: AccessRead[] = [];
    for (const id of ids) {
      const found = await opened.accountBy(call, id);
      if (found.kind === "found") reads.push(...(await accessOf(opened, call, id, found.entry)));
      else reads.push({ rows: [], complete: found.kind === "absent" });
    }
    const complete = reads.every((read) => read.complete);
    return listingOf(
      call,
      reads.flatMap(({ rows }) => rows),
      complete,
      `access of ${ids.join(", ")}`,
    );
  });
}

async function accessOf(
  opened: Opened,
  call: LdapCall,
  accountNativeId: string,
  entry: LdapEntry,
): Promise<readonly AccessRead[]> {
  const { groups, complete } = await membershipsOf(opened, call, entry);
  const memberships = [...groups.values()]
    .filter((group) => !isEverybodys(group))
    .map(
      ({ id, label }): AccessRecord => ({
        accountNativeId,
        layer: "group",
        nativeKey: id,
        label,
        facts: { effective: true },
      }),
    );
  const sessions = await sessionsOf(opened, call, entry, accountNativeId);
  return [
    {
      rows: [...memberships, ...sessions, ...heldValues(entry, HELD).map((one) => heldRecord(accountNativeId, one))],
      complete,
    },
    await grantedTo(opened, call, entry, accountNativeId),
    await ownedBy(ownershipOf(opened.config), call, entry, accountNativeId),
  ];
}

/** Whoever can sign in has tickets and connections, whether or not anybody can list them. */
async function sessionsOf(
  opened: Opened,
  call: LdapCall,
  entry: LdapEntry,
  accountNativeId: string,
): Promise<readonly AccessRecord[]> {
  const tickets = await ticketFacts(opened, call, entry);
  const bound = boundFacts(opened.config, tickets.facts);
  return [
    { accountNativeId, layer: "session", nativeKey: TICKETS, label: "Kerberos tickets", ...tickets },
    { accountNativeId, layer: "session", nativeKey: BOUND, label: "LDAP connections bound before", ...bound },
  ];
}
