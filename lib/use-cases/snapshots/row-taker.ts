import type { StagedRow } from "#db/queries/snapshots/stage-rows.ts";
import { readStatus, readYesNo, type StatusSense, statusSense } from "#lib/core/snapshot/account-status.ts";
import { nearKey } from "#lib/core/snapshot/could-match.ts";
import type { ColumnMapping, ColumnRole, SnapshotKind } from "#lib/core/snapshot/snapshot.ts";
import { newDateSurvey, surveyDate } from "#lib/core/snapshot/written-date.ts";
import { emailsIn, seen } from "#lib/core/snapshot/written-emails.ts";
import type { Row, Rows } from "../_kit/files/table.ts";
import { KeySample } from "../_kit/keys/key-sample.ts";
import { KEY_SPACE, KeyTable } from "../_kit/keys/key-table.ts";
import { isStorable } from "../_kit/text.ts";
import { CONCERNS, SOMEBODY } from "./load-matching.ts";

/** Places in a file that are named to a person; more would not be read. */
const LINES_NAMED = 20;
const SHOWN = 5;
const VALUES_MAX = 50;

interface TakerOptions {
  readonly kind: SnapshotKind;
  readonly titles: readonly string[];
  readonly columns: ColumnMapping;
  readonly key: ColumnRole;
  readonly keys: KeyTable;
}

/** Goes through the rows of a list once: counts, matches, and hands on those that concern somebody. */
export class RowTaker {
  rows = 0;
  broken = 0;
  matched = 0;
  repeated = 0;
  /** Rows kept of which not every role is. */
  cut = 0;
  kept = 0;
  /** Rows of accounts that are known by their id. */
  known = 0;
  /** Kinds of keys of which a value was seen. */
  readonly listed = { personKey: false, email: false, userName: false, emailAsUserName: false };
  /** Person keys in nobody's row that are a leaver's but for letter case or leading zeros, as `nearKey` makes them. */
  readonly nearKeys = new Set<string>();
  readonly brokenLines: number[] = [];
  readonly repeatedLines: number[] = [];
  readonly cutLines: number[] = [];
  readonly shown: Row[] = [];
  readonly dates = newDateSurvey();
  readonly sample = new KeySample();
  readonly #seen = new KeyTable();
  /** Ids of accounts, where a row is not an account. */
  readonly #accounts: KeyTable;
  readonly #options: TakerOptions;
  readonly #at: Readonly<Record<ColumnRole, number>>;
  readonly #emails: readonly number[];
  readonly #sense: StatusSense;

  constructor(options: TakerOptions) {
    this.#options = options;
    this.#accounts = options.kind === "users" ? this.#seen : new KeyTable();
    const place = (role: ColumnRole) => options.columns[role]?.[0] ?? -1;
    this.#at = {
      account_id: place("account_id"),
      user_name: place("user_name"),
      email: place("email"),
      display_name: place("display_name"),
      person_key: place("person_key"),
      status: place("status"),
      role: place("role"),
      last_used: place("last_used"),
      group: place("group"),
      key_id: place("key_id"),
    };
    this.#emails = options.columns.email ?? [];
    this.#sense = statusSense(options.titles[this.#at.status] ?? "");
  }

  /** @returns rows of leavers and known accounts, to be kept until the list is accepted */
  take({ lines, rows }: Rows): StagedRow[] {
    const kept: StagedRow[] = [];
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? null;
      const line = lines[at] ?? 0;
      this.rows += 1;
      const staged = row === null ? this.#break(line) : this.#takeRow(row, line);
      if (staged !== null) kept.push(staged);
    }
    this.kept += kept.length;
    return kept;
  }

  #break(line: number): null {
    this.broken += 1;
    if (this.brokenLines.length < LINES_NAMED) this.brokenLines.push(line);
    return null;
  }

  #takeRow(row: readonly string[], line: number): StagedRow | null {
    const nativeId = valueAt(row, this.#at[this.#options.key]);
    if (nativeId === "") return this.#break(line);
    this.#count(row, line, nativeId);
    let flags = this.#findName(this.#nameOf(row, nativeId));
    for (const place of this.#emails) flags |= this.#findEmails(valueAt(row, place));
    if (this.#at.person_key >= 0) flags = this.#findPersonKey(seen(valueAt(row, this.#at.person_key)), flags);
    if ((flags & SOMEBODY) !== 0) this.matched += 1;
    const account = this.#options.keys.find(KEY_SPACE.account, nativeId);
    if (account !== 0) this.known += 1;
    flags |= account;
    if ((flags & CONCERNS) === 0) return null;
    return row.every(isStorable) ? this.#stage(row, line, nativeId) : this.#break(line);
  }

  #count(row: readonly string[], line: number, nativeId: string): void {
    if (this.shown.length < SHOWN) this.shown.push(row);
    if (this.#at.last_used >= 0) surveyDate(this.dates, valueAt(row, this.#at.last_used));
    const { kind } = this.#options;
    const key =
      kind === "users" ? nativeId : `${nativeId} ${valueAt(row, kind === "groups" ? this.#at.group : this.#at.key_id)}`;
    const before = this.#seen.add(KEY_SPACE.row, key, 1);
    if (kind !== "users") this.#accounts.add(KEY_SPACE.row, nativeId, 1);
    // Of the account's id, whatever a row is: lists of one system are told from another's by their accounts.
    this.sample.add(this.#accounts.lastNumber);
    if (before === 0) return;
    this.repeated += 1;
    if (this.repeatedLines.length < LINES_NAMED) this.repeatedLines.push(line);
  }

  #stage(row: readonly string[], line: number, nativeId: string): StagedRow {
    const at = this.#at;
    const text = (place: number) => valueAt(row, place) || null;
    return {
      line,
      nativeId,
      userName: this.#nameOf(row, nativeId),
      emails: this.#emails.flatMap((place) => emailsIn(valueAt(row, place))),
      displayName: text(at.display_name),
      personKey: seen(valueAt(row, at.person_key)) || null,
      // Listed without any word on its state, an account is there; with a word nobody knows it is not known.
      presence: at.status < 0 ? "active" : readStatus(valueAt(row, at.status), this.#sense),
      holds: this.#holds(row, line),
      lastUsed: text(at.last_used),
    };
  }

  /** How many accounts the rows are of. */
  get accounts(): number {
    return this.#accounts.size;
  }

  #findName(name: string): number {
    if (name === "") return 0;
    const flags = this.#options.keys.find(KEY_SPACE.name, name);
    const { listed } = this;
    // An id that stands in for a name may be any number: it is a name once it is somebody's.
    if (!listed.userName) listed.userName = this.#at.user_name >= 0 || flags !== 0;
    if (!listed.emailAsUserName) listed.emailAsUserName = name.includes("@");
    return flags;
  }

  #findEmails(value: string): number {
    let flags = 0;
    for (const email of emailsIn(value)) {
      if (!this.listed.email) this.listed.email = email.includes("@");
      flags |= this.#options.keys.find(KEY_SPACE.email, email);
    }
    return flags;
  }

  /** @returns `others`, the flags of the row's other keys, and those of its person key */
  #findPersonKey(key: string, others: number): number {
    if (key === "") return others;
    this.listed.personKey = true;
    const flags = others | this.#options.keys.find(KEY_SPACE.personKey, key);
    if (flags !== 0) return flags;
    const near = nearKey(key);
    if (this.#options.keys.find(KEY_SPACE.nearKey, near) !== 0) this.nearKeys.add(near);
    return flags;
  }

  /** The name that people sign in with; where no column has it, the id may be it. */
  #nameOf(row: readonly string[], nativeId: string): string {
    if (this.#at.user_name >= 0) return seen(valueAt(row, this.#at.user_name));
    return this.#options.key === "account_id" ? nativeId : "";
  }

  /** Roles, group or key of a row. A column of yes and no grants what its title says. */
  #holds(row: readonly string[], line: number): string[] {
    const { kind, titles } = this.#options;
    const place = { users: this.#at.role, groups: this.#at.group, keys: this.#at.key_id }[kind];
    const value = valueAt(row, place);
    if (kind !== "users") return value === "" ? [] : [value];
    const said = readYesNo(value);
    if (said !== null) return said ? [titles[place] ?? value] : [];
    const values = value.split(/[;,|\n]/).map((one) => one.trim());
    const held = [...new Set(values.filter((one) => one !== ""))];
    if (held.length > VALUES_MAX) {
      this.cut += 1;
      if (this.cutLines.length < LINES_NAMED) this.cutLines.push(line);
    }
    return held.slice(0, VALUES_MAX);
  }
}

function valueAt(row: readonly string[], place: number): string {
  return place < 0 ? "" : (row[place] ?? "").trim();
}
