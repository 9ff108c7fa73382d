import type { AccountRecord, CallFailure, CorrelationKeys, Exchange, Finding, Listing } from "../../contract.ts";
import { SEARCH_KEYS, type SearchKey } from "./dialect.ts";
import { accountRecord, carries, folded } from "./map.ts";
import { readPages } from "./pages.ts";
import { parseUser, type ScimUser } from "./schema.ts";
import { equals, filterQuery, refusesFilter, type ScimSession } from "./session.ts";

interface Term {
  readonly key: SearchKey;
  readonly value: string;
}

/** Longest filter that is put into one URL; servers commonly refuse lines above 4 to 8 KiB. */
const FILTER_CHARS_MAX = 1500;

/**
 * Accounts that carry one of a person's keys. One request where the server is proved to join keys by `or`,
 * otherwise one a key. A resource that does not really carry the value asked for is never taken: servers
 * ignore filters, and the first of "everybody" is the wrong person. Where a key could not be searched, or its filter
 * was never proved right, all accounts are read as well, also when another key found somebody: a person can have
 * a second account under the key that was not searched.
 */
export async function findAccounts(
  session: ScimSession,
  keys: CorrelationKeys,
  signal: AbortSignal,
): Promise<Listing<AccountRecord>> {
  const terms = termsOf(session, keys);
  if (terms.length === 0) return NO_KEY;
  const search = new Search(terms);
  const usable = terms.filter(({ key }) => canSearch(session, key));
  for (const group of batches(session, usable)) {
    await search.ask(session, group, signal);
    if (search.failure !== null) return search.listing(false);
  }
  if (search.unanswered.size === 0 && provesRest(session, terms)) return search.listing(true);
  await search.scan(session, signal);
  return search.listing(search.failure === null);
}

/**
 * Whether "nothing else found" can be believed: every key was searched by a filter proved to be honoured, on a server
 * proved to compare without case. Otherwise an account can hide behind another spelling or an odd filter.
 */
function provesRest(session: ScimSession, terms: readonly Term[]): boolean {
  const { search, caseExact } = session.dialect;
  return caseExact === false && terms.every(({ key }) => search[key] === "honoured");
}

/** Somebody without a key was not searched: that is not "found nowhere". */
const NO_KEY: Listing<AccountRecord> = {
  rows: [],
  complete: false,
  failure: null,
  sought: "nobody: the person has no key",
  findings: [
    { code: "key_not_searchable", detail: "The person has no user name, mail or external identifier to search by." },
  ],
  exchanges: [],
  retryAfter: null,
};

/** One search on its way: what was found, noticed and kept so far. */
class Search {
  readonly users = new Map<string, ScimUser>();
  readonly unanswered = new Set<SearchKey>();
  failure: CallFailure | null = null;
  readonly #terms: readonly Term[];
  readonly #findings: Finding[] = [];
  readonly #exchanges: Exchange[] = [];
  #retryAfter: number | null = null;
  #complete = true;

  constructor(terms: readonly Term[]) {
    this.#terms = terms;
  }

  async ask(session: ScimSession, terms: readonly Term[], signal: AbortSignal): Promise<void> {
    const filter = terms.map(({ key, value }) => equals(key, value)).join(" or ");
    const read = await readPages(session, "/Users", filterQuery(filter), parseUser, signal);
    this.#exchanges.push(...read.exchanges);
    this.#findings.push(...read.findings);
    this.#retryAfter = read.retryAfter ?? this.#retryAfter;
    if (refusesFilter(read.status)) {
      for (const { key } of terms) this.unanswered.add(key);
      return;
    }
    this.failure = read.failure;
    if (!read.complete) this.#complete = false;
    const matching = read.rows.filter((user) => terms.some(({ key, value }) => carries(user, key, value)));
    if (matching.length < read.rows.length) this.#notHonoured();
    for (const user of matching) this.users.set(user.id, user);
  }

  /** Reads everybody and compares here: the only sound way where the server cannot be asked. */
  async scan(session: ScimSession, signal: AbortSignal): Promise<void> {
    const read = await readPages(session, "/Users", "", parseUser, signal);
    this.#exchanges.push(...read.exchanges);
    this.#findings.push(...read.findings);
    this.#retryAfter = read.retryAfter ?? this.#retryAfter;
    this.failure = read.failure;
    if (!read.complete) this.#complete = false;
    this.unanswered.clear();
    for (const user of read.rows) {
      if (this.#terms.some(({ key, value }) => carries(user, key, value))) this.users.set(user.id, user);
    }
  }

  #notHonoured(): void {
    this.#complete = false;
    this.failure = "unexpected_shape";
    const detail = "The server answered with accounts that do not carry the value searched for; they were not taken.";
    this.#findings.push({ code: "filter_not_honoured", detail });
  }

  listing(finished: boolean): Listing<AccountRecord> {
    const rows = [...this.users.values()].map(accountRecord);
    for (const key of this.unanswered) {
      this.#findings.push({
        code: "key_not_searchable",
        detail: `The server cannot search by ${key}; that key was not searched.`,
      });
    }
    if (rows.length === 0 && finished && this.#complete) {
      this.#findings.push({ code: "none_found", detail: "No account carries any of the keys searched." });
    }
    const twins = this.#sharedUserName();
    if (twins !== null) this.#findings.push(twins);
    return {
      rows,
      complete: finished && this.#complete && this.failure === null && twins === null,
      failure: this.failure ?? (twins === null ? null : "unexpected_shape"),
      sought: this.#terms.map(({ key, value }) => `${key} = ${value}`).join(", "),
      findings: this.#findings,
      exchanges: this.#exchanges,
      retryAfter: this.#retryAfter,
    };
  }

  /** userName is unique by the standard: two accounts under one name mean that this answer decides nothing. */
  #sharedUserName(): Finding | null {
    const names = [...this.users.values()].map((user) => folded(user.userName ?? user.id));
    if (new Set(names).size === names.length) return null;
    return {
      code: "several_found",
      detail: "Several accounts carry the same userName; a person must say which is meant.",
    };
  }
}

function termsOf(session: ScimSession, keys: CorrelationKeys): readonly Term[] {
  const asked: Readonly<Record<SearchKey, readonly string[]>> = {
    userName: session.dialect.caseExact === false ? keys.userNames : keys.userNames.flatMap(spellings),
    externalId: keys.externalIds,
    "emails.value": keys.emails,
  };
  return SEARCH_KEYS.flatMap((key) => {
    const values = new Set(asked[key].filter((value) => value.trim() !== ""));
    return [...values].map((value) => ({ key, value }));
  });
}

/** A server that compares with case finds "Mia@…" only as it was typed; the lower-case form is asked too. */
function spellings(value: string): readonly string[] {
  return [value, value.toLowerCase()];
}

function canSearch(session: ScimSession, key: SearchKey): boolean {
  const conduct = session.dialect.search[key];
  return conduct === "honoured" || conduct === "unproven";
}

function batches(session: ScimSession, terms: readonly Term[]): readonly (readonly Term[])[] {
  if (!session.dialect.or) return terms.map((term) => [term]);
  const groups: Term[][] = [];
  let room = 0;
  for (const term of terms) {
    const chars = equals(term.key, term.value).length + 4;
    const last = groups.at(-1);
    if (last === undefined || chars > room) {
      groups.push([term]);
      room = FILTER_CHARS_MAX - chars;
    } else {
      last.push(term);
      room -= chars;
    }
  }
  return groups;
}
