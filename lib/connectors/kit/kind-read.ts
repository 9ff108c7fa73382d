import type { ObservedFacts } from "../../core/access/observation.ts";
import { timeOf } from "./json.ts";
import type { ListRead } from "./read-list.ts";
import type { FoundAccess, KindRead } from "./rest-system.ts";
import type { Trail } from "./trail.ts";

/** What a list below an account says of a kind of access: 404 means that the target does not know the account. */
export function kindRead<Row>(read: ListRead<Row>, map: (row: Row) => FoundAccess | null): KindRead {
  const rows = read.rows.map(map).filter((row) => row !== null);
  return { rows, complete: read.complete, accountMissing: read.status === 404 };
}

/** Rows of one account out of a list that was asked for by account: others' rows mean that nobody looked at whose. */
export function ownRows<Row>(
  read: ListRead<Row>,
  isOwn: (row: Row) => boolean,
  vendor: string,
  trail: Trail,
): ListRead<Row> {
  const rows = read.rows.filter(isOwn);
  if (rows.length === read.rows.length) return read;
  trail.find("filter_not_honoured", `${vendor} answered with what belongs to others; nothing is concluded.`);
  trail.fail("unexpected_shape");
  return { ...read, rows, complete: false };
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
