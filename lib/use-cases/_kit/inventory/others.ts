import { findOthers, type KnownPerson } from "#db/queries/inventory/find-others.ts";
import type { AccountLink } from "#db/queries/inventory/link-accounts.ts";
import type { InventoryScope } from "#db/queries/inventory/load-scope.ts";
import type { Tx } from "#db/tx.ts";
import type { AccountRecord } from "#lib/connectors/contract.ts";
import { foldName, type MatchReason, matchReason } from "#lib/core/identity/match.ts";
import type { PersonRead } from "./person-read.ts";

/** Database id of an account; undefined when it is not known. */
export type AccountIdOf = (systemId: string, nativeId: string) => string | undefined;

/**
 * Links to people other than the leaver whose keys the accounts carry as well. An account that is two people's is
 * nobody's own: taking it away would take it from somebody who stays.
 */
export async function linksOfOthers(
  tx: Tx,
  results: readonly PersonRead[],
  scopes: readonly InventoryScope[],
  accountIdOf: AccountIdOf,
): Promise<readonly AccountLink[]> {
  const accounts = results.flatMap((result) => result.accounts);
  const people = indexed(await findOthers(tx, soughtOf(accounts)));
  return results.flatMap(({ step, accounts: own }, at) =>
    own.flatMap((account) => {
      const accountId = accountIdOf(step.systemId, account.nativeId);
      if (accountId === undefined) return [];
      return matching(account, people)
        .filter(({ identityId }) => identityId !== scopes[at]?.identityId)
        .map(({ identityId, reason }) => ({ accountId, identityId, relation: "personal", reason }));
    }),
  );
}

function soughtOf(accounts: readonly AccountRecord[]) {
  const names = accounts.flatMap((account) => namesOf(account).map(foldName));
  const externalIds = accounts.flatMap(({ externalId }) => (externalId ? [externalId] : []));
  return { externalIds: [...new Set(externalIds)], names: [...new Set(names)] };
}

function namesOf({ userName, emails }: AccountRecord): string[] {
  return [userName, ...emails].filter((name) => name !== "");
}

type Index = ReadonlyMap<string, ReadonlySet<KnownPerson>>;

/** People by each of their keys: a listing of many accounts is not compared with everybody found. */
function indexed(people: readonly KnownPerson[]): Index {
  const index = new Map<string, Set<KnownPerson>>();
  for (const person of people) {
    for (const key of [person.personKey, ...person.emails.map(foldName), ...person.userNames.map(foldName)]) {
      const same = index.get(key);
      if (same === undefined) index.set(key, new Set([person]));
      else same.add(person);
    }
  }
  return index;
}

function matching(account: AccountRecord, people: Index) {
  const keys = [...namesOf(account).map(foldName), ...(account.externalId ? [account.externalId] : [])];
  const candidates = new Set(keys.flatMap((key) => [...(people.get(key) ?? [])]));
  return [...candidates].flatMap((person): { identityId: string; reason: MatchReason }[] => {
    const { identityId, emails, userNames, personKey } = person;
    const reason = matchReason(account, { emails, userNames, externalIds: [personKey] });
    return reason === null ? [] : [{ identityId, reason }];
  });
}
