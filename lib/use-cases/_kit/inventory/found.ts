import { countUsers } from "#db/queries/inventory/count-users.ts";
import { linkAccounts } from "#db/queries/inventory/link-accounts.ts";
import type { InventoryScope } from "#db/queries/inventory/load-scope.ts";
import { type NewAccess, recordAccess } from "#db/queries/inventory/record-access.ts";
import { type NewAccount, recordAccounts } from "#db/queries/inventory/record-accounts.ts";
import type { Tx } from "#db/tx.ts";
import type { AccountKind } from "#lib/core/access/account.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { kindOfAccount } from "#lib/core/identity/kind-of-account.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { linksOfOthers } from "./others.ts";
import type { PersonRead } from "./person-read.ts";
import type { FoundAccess } from "./plan.ts";

export interface Found {
  /** In the order of the results. */
  readonly byResult: readonly (readonly FoundAccess[])[];
  readonly entries: readonly Entry[];
}

type Known = ReadonlyMap<string, { readonly id: string; readonly kind: string }>;

/** Makes accounts, links and access known, and returns them as the plan takes them. */
export async function recordFound(
  tx: Tx,
  ctx: Ctx,
  results: readonly PersonRead[],
  scopes: readonly InventoryScope[],
): Promise<Found> {
  const accounts = await recordAccounts(
    tx,
    results.flatMap((result) => accountsOf(result, ctx.newId)),
  );
  const accountIdOf = (systemId: string, nativeId: string) => accounts.get(`${systemId} ${nativeId}`)?.id;
  const others = await linksOfOthers(tx, results, scopes, accountIdOf);
  const own = results.flatMap((result, at) => linksOf(result, scopes[at], accounts));
  const links = await linkAccounts(tx, [...own, ...others]);
  const rows = results.map((result) => accessOf(result, accounts, ctx.newId));
  const accountIds = [...accounts.values()].map((account) => account.id);
  const [access, users] = await Promise.all([recordAccess(tx, rows.flat()), countUsers(tx, accountIds)]);
  const kinds = new Map([...accounts.values()].map((account) => [account.id, account.kind]));
  const byResult = rows.map((list) =>
    list.flatMap(({ accountId, layer, nativeKey, presence, facts }): FoundAccess[] => {
      const accessId = access.get(`${accountId} ${layer} ${nativeKey}`);
      if (accessId === undefined) return [];
      // The column holds kinds that use cases wrote from the core's union, layers likewise.
      const kind = (kinds.get(accountId) ?? "unknown") as AccountKind;
      const seen = { layer: layer as FoundAccess["layer"], presence, facts };
      return [{ accessId, accountId, ...seen, kind, users: users.get(accountId) ?? 1 }];
    }),
  );
  const entries = links.map(
    (link): Entry => ({
      kind: "account.linked",
      caseId: null,
      data: { account: link.accountId, identity: link.identityId, relation: link.relation, because: link.reason },
    }),
  );
  return { byResult, entries };
}

function accountsOf({ step, accounts }: PersonRead, newId: () => string): NewAccount[] {
  const { systemId } = step;
  return accounts.map(({ nativeId, userName, displayName, emails, kind }) => ({
    id: newId(),
    systemId,
    nativeId,
    userName,
    displayName,
    emails,
    kind: kindOfAccount({ said: kind ?? null, userName }),
  }));
}

function linksOf({ step, accounts }: PersonRead, scope: InventoryScope | undefined, known: Known) {
  return accounts.flatMap((account) => {
    const id = known.get(`${step.systemId} ${account.nativeId}`)?.id;
    if (id === undefined || scope === undefined) return [];
    return [{ accountId: id, identityId: scope.identityId, relation: "personal", reason: account.because }];
  });
}

type ReadAccess = NewAccess & Pick<FoundAccess, "presence" | "facts">;

function accessOf({ step, accounts, access }: PersonRead, known: Known, newId: () => string): ReadAccess[] {
  const idOf = (nativeId: string) => known.get(`${step.systemId} ${nativeId}`)?.id;
  const { systemId } = step;
  const rows: ReadAccess[] = [];
  for (const account of accounts) {
    const accountId = idOf(account.nativeId);
    if (accountId === undefined) continue;
    rows.push({
      id: newId(),
      systemId,
      accountId,
      layer: "account",
      nativeKey: account.nativeId,
      label: account.userName,
      before: null,
      presence: account.presence,
      facts: {},
    });
  }
  for (const one of access) {
    const accountId = idOf(one.accountNativeId);
    if (accountId === undefined) continue;
    rows.push({
      id: newId(),
      systemId,
      accountId,
      layer: one.layer,
      nativeKey: one.nativeKey,
      label: one.label,
      before: one.before ?? null,
      presence: one.presence ?? "active",
      facts: one.facts,
    });
  }
  return rows;
}
