import { matchReason, type PersonKeys } from "../../core/identity/match.ts";
import type { AccountRecord } from "../contract.ts";
import type { ListRead } from "./read-list.ts";
import type { AccountsRead } from "./rest-system.ts";
import type { Trail } from "./trail.ts";

/**
 * Accounts that carry one of a person's keys, by the vendor's own searches. A row that carries none is never taken:
 * servers ignore filters, and the first of "everybody" is the wrong person. As soon as one appears, the searches prove
 * nothing, and everybody is read and compared here instead.
 * @param scan reads all accounts.
 */
export async function findByKeys(
  trail: Trail,
  keys: PersonKeys,
  searches: readonly (() => Promise<Pick<ListRead<AccountRecord>, "rows" | "complete">>)[],
  scan: () => Promise<AccountsRead>,
): Promise<AccountsRead> {
  const found = new Map<string, AccountRecord>();
  let complete = searches.length > 0;
  if (!complete) trail.find("key_not_searchable", "None of the person's keys is one that this system can search by.");
  for (const search of searches) {
    const read = await search();
    const own = read.rows.filter((row) => matchReason(row, keys) !== null);
    for (const row of own) found.set(row.nativeId, row);
    if (own.length < read.rows.length) {
      trail.find(
        "filter_not_honoured",
        "A search answered with accounts that do not carry the value searched for; all accounts are read instead.",
      );
      return everybody(keys, await scan());
    }
    if (!read.complete) complete = false;
    // What failed once fails again: there is nothing to gain from the other searches.
    if (trail.failure !== null) break;
  }
  return { rows: [...found.values()], complete };
}

/**
 * Accounts that carry one of a person's keys, where the vendor has no search: everybody is read and compared here. An
 * account of a person that shows no mail may be theirs, so that nobody is proved absent beside one.
 */
export async function findByReading(
  trail: Trail,
  keys: PersonKeys,
  scan: () => Promise<AccountsRead>,
): Promise<AccountsRead> {
  const read = await scan();
  const found = everybody(keys, read);
  const hidden = read.rows.filter(({ emails, kind }) => emails.length === 0 && kind !== "service").length;
  if (hidden === 0) return found;
  // Somebody who was found may have a second one among them: that is said, and holds nobody up.
  trail.find("key_not_searchable", `${hidden} accounts show no mail and may be this person's.`);
  return found.rows.length > 0 ? found : { ...found, complete: false };
}

function everybody(keys: PersonKeys, read: AccountsRead): AccountsRead {
  return { rows: read.rows.filter((row) => matchReason(row, keys) !== null), complete: read.complete };
}

/** Different spellings of values, for searches that compare with case: as typed, and in lower case. */
export function spellings(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value) => value.trim() !== "").flatMap((value) => [value, value.toLowerCase()]))];
}

/** Splits values so that each search stays short enough for one address. */
export function inBatches<Value>(values: readonly Value[], most: number): readonly (readonly Value[])[] {
  const batches: Value[][] = [];
  for (let start = 0; start < values.length; start += most) batches.push(values.slice(start, start + most));
  return batches;
}
