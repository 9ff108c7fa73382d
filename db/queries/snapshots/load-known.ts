import type { Layer } from "../../../lib/core/access/layer.ts";
import type { Tx } from "../../tx.ts";
import { executorsOf } from "../items/executors-of.ts";

/** An access known of a system, and everybody whose it is. */
export interface KnownAccess {
  readonly accessId: string;
  readonly layer: Layer;
  readonly nativeId: string;
  readonly nativeKey: string;
  readonly identityIds: readonly string[];
  /** Since when both it and its account are known, in microseconds. */
  readonly knownSince: number;
  /** A list showed its account under this id before. */
  readonly isListed: boolean;
  /** The latest case that has it as an item; null when none has. */
  readonly caseId: string | null;
  /** Who claimed something of it, and who made the link by which it was claimed, as text. */
  readonly claimants: readonly string[];
}

/** Everything known of a system on some layers. */
export async function loadKnownAccess(tx: Tx, systemId: string, layers: readonly string[]): Promise<KnownAccess[]> {
  return await tx.sql<KnownAccess[]>`
    select x.id as "accessId", x.layer, a.native_id as "nativeId", p.native_key as "nativeKey",
      array(select l.identity_id from account_link l where l.account_id = x.account_id) as "identityIds",
      micros(greatest(x.first_seen_at, t.first_seen_at)) as "knownSince",
      exists (select from access ax join observation o on o.access_id = ax.id
        where ax.account_id = x.account_id and ax.layer = 'account' and o.origin = 'file_from_person'
          and o.presence <> 'absent') as "isListed",
      (select i.case_id from case_item i join leaver_case c on c.id = i.case_id
        where i.access_id = x.id and c.state <> 'cancelled' order by c.opened_at desc limit 1) as "caseId",
      array(select distinct k.who from case_item i cross join lateral (${executorsOf(tx, "persons")}) k
        where i.access_id = x.id) as claimants
    from access x
    join profile_access p on p.access_id = x.id
    join profile_account a on a.account_id = x.account_id
    join account t on t.id = x.account_id
    where x.system_id = ${systemId} and x.layer = any(${[...layers]}::text[])`;
}

/** An account known to be somebody's. */
export interface LinkedAccount {
  readonly identityId: string;
  readonly because: string;
  readonly nativeId: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly emails: readonly string[];
  /** Since when it is known, in microseconds. */
  readonly knownSince: number;
}

/** Accounts of a system that are known to be these people's. */
export async function loadLinkedAccounts(
  tx: Tx,
  systemId: string,
  identityIds: readonly string[],
): Promise<LinkedAccount[]> {
  return await tx.sql<LinkedAccount[]>`
    select l.identity_id as "identityId", l.reason as because, a.native_id as "nativeId", a.user_name as "userName",
      a.display_name as "displayName", a.emails, micros(t.first_seen_at) as "knownSince"
    from account_link l join profile_account a on a.account_id = l.account_id and a.system_id = ${systemId}
    join account t on t.id = l.account_id
    where l.identity_id = any(${[...identityIds]}::uuid[]) and l.relation = 'personal'`;
}

/** Who claimed something of a whole layer of the system, case by case. */
export async function loadLayerClaimants(
  tx: Tx,
  systemId: string,
  caseIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const rows = await tx.sql<{ key: string; claimants: string[] }[]>`
    select i.case_id || ' ' || i.layer as key, array_agg(distinct k.who) as claimants
    from case_item i cross join lateral (${executorsOf(tx, "persons")}) k
    where i.system_id = ${systemId} and i.case_id = any(${[...caseIds]}::uuid[]) group by 1`;
  return new Map(rows.map((row) => [row.key, row.claimants]));
}
