import type { LinkedAccount } from "#db/queries/snapshots/load-known.ts";
import type { SubjectCase } from "#db/queries/snapshots/load-subjects.ts";
import type { LockedSnapshot } from "#db/queries/snapshots/lock-snapshot.ts";
import type { StagedRow } from "#db/queries/snapshots/stage-rows.ts";
import type { AccessRecord, AccountRecord } from "#lib/connectors/contract.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import { foldName, matchReason } from "#lib/core/identity/match.ts";
import { grouped } from "../_kit/grouped.ts";
import type { PersonRead } from "../_kit/inventory/person-read.ts";
import { mergeRows } from "./merge-rows.ts";

type Account = AccountRecord & { readonly because: string };

/** What a list says of each case: the accounts that are the person's, and what hangs on them. */
export function readsOf(
  snapshot: LockedSnapshot,
  cases: readonly SubjectCase[],
  rows: ReadonlyMap<string, StagedRow>,
  linked: readonly LinkedAccount[],
): PersonRead[] {
  // Groups and keys hang on accounts that are known already: a membership makes no account.
  const known = grouped(linked, (account) => account.identityId);
  const matched = snapshot.kind === "users" ? matchCases(cases, [...rows.values()]) : null;
  return cases.map((one) => {
    const accounts = matched?.get(one.caseId) ?? known.get(one.identityId)?.map(accountKnown) ?? [];
    return {
      step: { systemId: snapshot.systemId, caseId: one.caseId },
      accounts,
      access: accounts.flatMap(({ nativeId }) => accessOf(snapshot, nativeId, rows.get(nativeId))),
      complete: snapshot.complete && one.couldMatch,
    };
  });
}

/** Rows under the ids that accounts are known by: a list of groups may name them by their user names or mails. */
export function underKnownIds(
  rows: ReadonlyMap<string, StagedRow>,
  linked: readonly LinkedAccount[],
): ReadonlyMap<string, StagedRow> {
  const ids = new Set(linked.map((account) => account.nativeId));
  const byName = new Map<string, string | null>();
  for (const { nativeId, userName, emails } of linked) {
    for (const name of new Set([userName, ...emails].map(foldName))) {
      const before = byName.get(name);
      // A name that two accounts have names neither.
      byName.set(name, before === undefined || before === nativeId ? nativeId : null);
    }
  }
  const named = [...rows.values()].map((row): StagedRow => {
    if (ids.has(row.nativeId)) return row;
    const names = [row.userName, ...row.emails].filter((name) => name !== "");
    const nativeId = names.flatMap((name) => byName.get(foldName(name)) ?? [])[0];
    return nativeId === undefined ? row : { ...row, nativeId };
  });
  return mergeRows(named);
}

/** The layer that the rows' roles, groups or keys belong to; null where the list is not to speak for it. */
export function heldLayer({ kind, layers }: LockedSnapshot): Layer | null {
  const layer = ({ users: "entitlement", groups: "group", keys: "credential" } as const)[kind];
  return layers.includes(layer) ? layer : null;
}

function accessOf(snapshot: LockedSnapshot, accountNativeId: string, row: StagedRow | undefined): AccessRecord[] {
  const layer = heldLayer(snapshot);
  if (layer === null || row === undefined) return [];
  return row.holds.map((held) => ({ accountNativeId, layer, nativeKey: held, label: held, facts: {} }));
}

function accountKnown({ identityId: _identity, knownSince: _since, ...account }: LinkedAccount): Account {
  return { ...account, externalId: null, presence: "unknown" };
}

/** Rows by case, through maps: some thousand leavers against as many rows. */
function matchCases(cases: readonly SubjectCase[], rows: readonly StagedRow[]): Map<string, Account[]> {
  const byKey = new Map<string, SubjectCase[]>();
  for (const one of cases) {
    for (const key of new Set([one.personKey, ...one.emails, ...one.userNames].map(foldName)))
      byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  const matched = new Map<string, Account[]>();
  for (const row of rows) {
    const account = accountOf(row);
    const keys = [row.userName, ...row.emails, row.personKey ?? ""].map(foldName);
    for (const one of new Set(keys.flatMap((key) => byKey.get(key) ?? []))) {
      const because = matchReason({ ...account, userName: row.userName }, keysOf(one));
      if (because !== null) matched.set(one.caseId, [...(matched.get(one.caseId) ?? []), { ...account, because }]);
    }
  }
  return matched;
}

function keysOf({ userNames, emails, personKey }: SubjectCase) {
  return { userNames, emails, externalIds: [personKey] };
}

function accountOf({ nativeId, userName, displayName, emails, personKey, presence }: StagedRow): AccountRecord {
  // An account must be called something.
  return { nativeId, userName: userName || nativeId, displayName, emails, externalId: personKey, presence };
}
