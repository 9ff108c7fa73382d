import type { AccountRecord, CorrelationKeys, Listing } from "../../contract.ts";
import { carriesKey } from "../carries-key.ts";
import type { LdapCall } from "./call.ts";
import type { LdapEntry } from "./entry.ts";
import { anyOf, both, equals, type LdapFilter } from "./filter.ts";

export type Term = readonly [attribute: string, value: string];

/** How one kind of directory shows its accounts. */
export interface Directory {
  readonly accountsBase: string;
  /** What counts as an account here. */
  readonly accounts: LdapFilter;
  readonly attributes: readonly string[];
  /** What is asked for a person's keys: attribute and value. */
  termsOf(keys: CorrelationKeys): readonly Term[];
  /** The attribute with the permanent identifier, and how it is written in a filter; null for what is none. */
  byId(id: string): LdapFilter | null;
  idOf(entry: LdapEntry): string | null;
  recordOf(entry: LdapEntry): AccountRecord | null;
}

/** What a look-up of one account by its permanent identifier came to. */
export type Found =
  | { readonly kind: "found"; readonly entry: LdapEntry }
  /** Read completely, not there, while another account could be found by the same question. */
  | { readonly kind: "absent" }
  | { readonly kind: "unknown" };

/** Accounts that carry one of a person's keys. What comes back without really carrying one is not taken. */
export async function findAccounts(
  directory: Directory,
  call: LdapCall,
  keys: CorrelationKeys,
): Promise<Listing<AccountRecord>> {
  const terms = distinct(directory.termsOf(keys));
  if (terms.length === 0) {
    call.find("key_not_searchable", "The person has no user name, mail or external identifier to search by.");
    return { ...listingOf<AccountRecord>(call, [], false, "nobody: the person has no key"), failure: null };
  }
  const { accounts, accountsBase: base, attributes } = directory;
  const filters = terms.map(([attribute, value]) => equals(attribute, value));
  const read = await call.readAll({ base, scope: "sub", filter: both(accounts, anyOf(filters)), attributes });
  const { rows, unreadable } = records(directory, read.entries);
  const own = rows.filter((row) => carriesKey(row, keys));
  // An answer that does not carry the value is no answer to the question, whatever else stands in it.
  const isHonoured = own.length === rows.length;
  if (!isHonoured) call.find("filter_not_honoured", "Accounts came back that do not carry the value searched for.");
  const complete = read.complete && unreadable === 0 && isHonoured;
  if (complete && own.length === 0) call.find("none_found", "No account carries any of the keys searched.");
  return listingOf(call, own, complete, terms.map((term) => term.join(" = ")).join(", "));
}

export async function listAccounts(directory: Directory, call: LdapCall): Promise<Listing<AccountRecord>> {
  const { accounts: filter, accountsBase: base, attributes } = directory;
  const read = await call.readAll({ base, scope: "sub", filter, attributes });
  const { rows, unreadable } = records(directory, read.entries);
  if (unreadable > 0)
    call.find("unreadable_rows", `${unreadable} entries came without the identifier that every account has.`);
  return listingOf(call, rows, read.complete && unreadable === 0, "all accounts");
}

/**
 * One account by its permanent identifier, wherever it stands and whatever it is called by now. "There is none" is
 * believed only when another account is found by the very same question at the same moment: a right that was lost and
 * a base that moved answer with nothing, too.
 */
export async function lookUp(directory: Directory, call: LdapCall, id: string, control: string | null): Promise<Found> {
  const found = await oneById(directory, call, id);
  if (found.kind !== "absent") return found;
  const other = control !== null && control !== id ? control : await somebodyElse(directory, call, id);
  const seen = other === null ? null : await oneById(directory, call, other);
  if (seen?.kind === "found") return found;
  call.find("control_read_failed", "The account is not found, and no other account could be found either.");
  return { kind: "unknown" };
}

async function oneById(directory: Directory, call: LdapCall, id: string): Promise<Found> {
  const byId = directory.byId(id);
  // What is no identifier of this directory was never there; the control read still has to answer.
  if (byId === null) return { kind: "absent" };
  const { accounts, accountsBase: base, attributes } = directory;
  const { entries, complete } = await call.readAll({ base, scope: "sub", filter: both(accounts, byId), attributes });
  const [entry] = entries;
  if (entry === undefined) return { kind: complete ? "absent" : "unknown" };
  if (entries.length === 1 && directory.idOf(entry) === id) return { kind: "found", entry };
  call.find("reply_contradicts", "Another entry came back than the one that was asked for.");
  return { kind: "unknown" };
}

async function somebodyElse(directory: Directory, call: LdapCall, not: string): Promise<string | null> {
  const { accounts, accountsBase: base, attributes } = directory;
  const entries = await call.readSome({ base, scope: "sub", filter: accounts, attributes });
  return entries.map((entry) => directory.idOf(entry)).find((id) => id !== null && id !== not) ?? null;
}

function distinct(terms: readonly Term[]): readonly Term[] {
  const known = new Map(terms.map((term) => [term.join(" "), term]));
  return [...known.values()].filter(([, value]) => value.trim() !== "");
}

function records(directory: Directory, entries: readonly LdapEntry[]) {
  const rows = entries.map((entry) => directory.recordOf(entry)).filter((row) => row !== null);
  return { rows, unreadable: entries.length - rows.length };
}

/** A list with what was said on the way. A list that was cut short has not failed; it proves nobody absent. */
export function listingOf<Row>(call: LdapCall, rows: readonly Row[], complete: boolean, sought: string): Listing<Row> {
  const { exchanges, findings } = call;
  const isCapped = findings.some(({ code }) => code === "listing_capped");
  const failure = complete ? null : (call.failure ?? (isCapped ? null : "unexpected_shape"));
  return { rows, complete, failure, sought, findings, exchanges, retryAfter: null };
}
