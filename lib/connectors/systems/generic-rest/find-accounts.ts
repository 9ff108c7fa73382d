import { matchReason } from "../../../core/identity/match.ts";
import type { AccountRecord, CorrelationKeys } from "../../contract.ts";
import { findByKeys } from "../../kit/find-accounts.ts";
import type { AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { accountsIn, firstAccounts, listAccounts } from "./accounts.ts";
import type { SearchDefinition } from "./definition.ts";
import type { Described } from "./system.ts";

/**
 * The accounts of a person. Searches are asked where together they cover every key that accounts carry, and are believed
 * only where each of them also finds somebody who is there, in other letter case, at the same moment: a parameter that
 * is spelled wrong finds nobody, and so does a search that compares letter case. Otherwise everybody is read.
 */
export async function findAccounts(described: Described, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  const { search, fields } = described.definition.accounts;
  const scan = () => listAccounts(described, trail);
  const names = [...new Set([...keys.userNames, ...keys.emails])].filter((value) => value.trim() !== "");
  const numbers = keys.externalIds.filter((value) => value.trim() !== "" && fields.externalId !== undefined);
  const needed = new Set([
    ...(names.length > 0 ? ["userName", ...(fields.emails.length > 0 ? ["email"] : [])] : []),
    ...(numbers.length > 0 ? ["externalId"] : []),
  ]);
  if (needed.size === 0) return findByKeys(trail, keys, [], scan);
  const useful = search.filter(({ by }) => by.some((one) => needed.has(one)));
  const covered = [...needed].every((one) => useful.some(({ by }) => by.some((known) => known === one)));
  if (!covered) return own(await scan(), keys);
  const searches = useful.flatMap((one) =>
    valuesFor(one, names, numbers).map((value) => () => accountsIn(described, trail, one, { value })),
  );
  const found = await findByKeys(trail, keys, searches, scan);
  if (trail.failure !== null || (await areProved(described, trail, useful))) return found;
  const detail = "A search did not find somebody who is there; all accounts are read instead.";
  trail.find("control_read_failed", detail);
  return own(await scan(), keys);
}

function own({ rows, complete }: AccountsRead, keys: CorrelationKeys): AccountsRead {
  return { rows: rows.filter((row) => matchReason(row, keys) !== null), complete };
}

function valuesFor({ by }: SearchDefinition, names: readonly string[], numbers: readonly string[]): readonly string[] {
  const byName = by.includes("userName") || by.includes("email");
  return [...(byName ? names : []), ...(by.includes("externalId") ? numbers : [])];
}

async function areProved(described: Described, trail: Trail, searches: readonly SearchDefinition[]): Promise<boolean> {
  const known = await firstAccounts(described, trail);
  for (const search of searches) {
    for (const by of search.by) {
      const control = known.flatMap((account) => {
        const value = keyOf(account, by);
        const asked = value === null || by === "externalId" ? value : otherCase(value);
        // Digits alone have no case, and prove nothing of it.
        return asked === null || (asked === value && by !== "externalId") ? [] : [{ account, value: asked }];
      })[0];
      if (control === undefined) return false;
      const { rows } = await accountsIn(described, trail, search, { value: control.value });
      if (!rows.some(({ nativeId }) => nativeId === control.account.nativeId)) return false;
    }
  }
  return true;
}

function keyOf(account: AccountRecord, by: SearchDefinition["by"][number]): string | null {
  if (by === "userName") return account.userName;
  return by === "email" ? (account.emails[0] ?? null) : account.externalId;
}

/** The same letters, large where they were small: a search that compares letter case does not find it. */
function otherCase(value: string): string {
  return [...value].map((sign) => (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase())).join("");
}
