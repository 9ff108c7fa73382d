import type { CallFailure, Exchange, Finding, FindingCode } from "../../contract.ts";
import { ReadOnlyError } from "../../http/client.ts";
import { CODE, type LdapAnswer } from "./answer.ts";
import type { LdapChange } from "./change.ts";
import type { Opened } from "./connect.ts";
import type { LdapEntry } from "./entry.ts";
import type { LdapLine, Search } from "./line.ts";

/** How lists are read. */
export interface Limits {
  /** Entries a page; null = everything in one answer, for servers without paging. */
  readonly pageSize: number | null;
  readonly pagesMax: number;
  /** Whether another server's part that is pointed at may be left out without making the list incomplete. */
  isIgnored(url: string): boolean;
  /** Nothing is changed, whoever asks for it. */
  readonly readOnly: boolean;
}

export interface ReadAll {
  readonly entries: readonly LdapEntry[];
  /** Read to its end, with nothing left in other places: only then is what is not in it not there. */
  readonly complete: boolean;
}

/** One look, list or act: an open connection, and what was said on it. Where none could be opened, every answer says so. */
export class LdapCall {
  readonly exchanges: Exchange[] = [];
  readonly findings: Finding[] = [];
  /** Of the first answer that could not be used. */
  failure: CallFailure | null = null;
  readonly #line: LdapLine | null;
  readonly #limits: Limits;
  readonly opening: readonly LdapAnswer[];
  readonly signal: AbortSignal;

  constructor(opened: Opened, limits: Limits, signal: AbortSignal) {
    this.signal = signal;
    this.#line = opened.line;
    this.#limits = limits;
    this.opening = opened.answers;
    for (const { exchange } of opened.answers) this.exchanges.push(exchange);
    if (opened.line === null) this.failure = opened.failure;
  }

  find(code: FindingCode, detail: string): void {
    if (!this.findings.some((known) => known.code === code && known.detail === detail))
      this.findings.push({ code, detail });
  }

  /** Every page, or as far as the server lets us. Entries that came before a failure are kept: they were seen. */
  async readAll(search: Search): Promise<ReadAll> {
    const entries: LdapEntry[] = [];
    let cookie: Buffer | null = null;
    let isWhole = true;
    for (let page = 0; page < this.#limits.pagesMax; page += 1) {
      const answer: LdapAnswer | null = await this.#page(search, cookie);
      if (answer === null || answer.failure !== null) return { entries, complete: false };
      entries.push(...answer.entries);
      isWhole &&= answer.references.every((url) => this.#limits.isIgnored(url));
      const next = nextPage(answer, cookie);
      if (next === "repeated") break;
      if (next === "cut_short" || next === "last") return this.#ended(answer, entries, isWhole && next === "last");
      cookie = next;
    }
    this.find("listing_capped", "The list did not end; it was not read further.");
    return { entries, complete: false };
  }

  #ended(answer: LdapAnswer, entries: readonly LdapEntry[], complete: boolean): ReadAll {
    if (!complete) this.find("listing_capped", answer.code === CODE.success ? ELSEWHERE : limitOf(answer));
    return { entries, complete };
  }

  /** The first page alone, for examples. */
  async readSome(search: Search): Promise<readonly LdapEntry[]> {
    return (await this.#page(search, null))?.entries ?? [];
  }

  async #page(search: Search, cookie: Buffer | null): Promise<LdapAnswer | null> {
    if (this.#line === null) return null;
    return this.#keep(await this.#line.search(search, this.#limits.pageSize, cookie));
  }

  /** null when there is no connection: nothing was sent. */
  async modify(dn: string, changes: readonly LdapChange[]): Promise<LdapAnswer | null> {
    this.#mayAct();
    return this.#line === null ? null : this.#keep(await this.#line.modify(dn, changes));
  }

  async delete(dn: string): Promise<LdapAnswer | null> {
    this.#mayAct();
    return this.#line === null ? null : this.#keep(await this.#line.delete(dn));
  }

  #mayAct(): void {
    if (this.#limits.readOnly) throw new ReadOnlyError("the change was not sent");
  }

  end(): void {
    this.#line?.end();
  }

  #keep(answer: LdapAnswer): LdapAnswer {
    this.exchanges.push(answer.exchange);
    if (answer.failure !== null) this.failure ??= answer.failure;
    return answer;
  }
}

/** An empty page is not the last one as long as the server gives a cookie for the next; an empty one again and again is. */
function nextPage(answer: LdapAnswer, before: Buffer | null): Buffer | "last" | "cut_short" | "repeated" {
  const { code, cookie, entries } = answer;
  if (code !== CODE.success) return "cut_short";
  if (cookie === null || cookie.length === 0) return "last";
  return entries.length === 0 && before?.equals(cookie) === true ? "repeated" : cookie;
}

function limitOf({ code }: LdapAnswer): string {
  const limit = code === CODE.sizeLimit ? "number of entries" : "time or effort";
  return `The server ended the list at its limit for the ${limit} of one search.`;
}

const ELSEWHERE = "The directory points to other servers for a part of it, and those were not read.";
