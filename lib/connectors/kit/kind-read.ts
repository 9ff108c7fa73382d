import type { ObservedFacts } from "../../core/access/observation.ts";
import { timeOf } from "./json.ts";
import type { ListRead } from "./read-list.ts";
import type { FoundAccess, KindRead } from "./rest-system.ts";

/** What a list below an account says of a kind of access: 404 means that the target does not know the account. */
export function kindRead<Row>(read: ListRead<Row>, map: (row: Row) => FoundAccess | null): KindRead {
  const rows = read.rows.map(map).filter((row) => row !== null);
  return { rows, complete: read.complete, accountMissing: read.status === 404 };
}

/** Nothing is known of a kind; `accountMissing`: because the target does not know the account. */
export function unread(accountMissing = false): KindRead {
  return { rows: [], complete: false, accountMissing };
}

/** Rows that stand in the account's own record, which was read whole. */
export function inRecord(rows: readonly FoundAccess[]): KindRead {
  return { rows, complete: true, accountMissing: false };
}

/** From when to when it is good, and when it was last used, as far as the target says it. */
export function timesOf(times: {
  readonly issuedAt?: string | null | undefined;
  readonly expiresAt?: string | null | undefined;
  readonly lastUsedAt?: string | null | undefined;
}): ObservedFacts {
  const read = Object.entries(times).map(([name, text]) => [name, timeOf(text)] as const);
  return Object.fromEntries(read.filter(([, at]) => at !== undefined));
}
