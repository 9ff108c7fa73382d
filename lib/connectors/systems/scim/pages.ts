import type { CallFailure, Exchange, Finding } from "../../contract.ts";
import type { Answer } from "../../http/client.ts";
import { parsePage } from "./schema.ts";
import type { ScimSession } from "./session.ts";

/** All pages of one query, read to their end or said not to be. */
export interface PagesRead<Row> {
  readonly rows: readonly Row[];
  /** Every row the server counts was seen, once, and could be read. */
  readonly complete: boolean;
  readonly failure: CallFailure | null;
  readonly retryAfter: number | null;
  readonly findings: readonly Finding[];
  readonly exchanges: readonly Exchange[];
  /** Status of the last answer, to tell a refused filter from a failure. */
  readonly status: number | null;
}

type Parse<Row> = (json: unknown) => Row | null;

/**
 * Reads `/Users` or `/Groups`, 1-based, until the server's own total is reached. Stops on an empty page, on a
 * page that brings nothing new (servers that repeat the last page for ever) and at a hard cap; each of these
 * leaves the reading incomplete, as does a total that changed between two pages.
 * @param query filter and the like, encoded, without paging; may be "".
 */
export async function readPages<Row extends { readonly id: string }>(
  session: ScimSession,
  path: "/Users" | "/Groups",
  query: string,
  parse: Parse<Row>,
  signal: AbortSignal,
): Promise<PagesRead<Row>> {
  const pages = new Pages(parse);
  const count = Math.min(session.config.pageSize, session.dialect.maxResults ?? session.config.pageSize);
  const prefix = query === "" ? path : `${path}?${query}`;
  for (let pageNumber = 1; ; pageNumber += 1) {
    const paging = `startIndex=${pages.seen + 1}&count=${count}`;
    const answer = await session.read("GET", `${prefix}${query === "" ? "?" : "&"}${paging}`, signal);
    const last = pages.take(answer) || (pageNumber >= session.config.pagesMax && pages.cap(pageNumber));
    if (last) return pages.read(answer);
  }
}

/** The pages taken so far and what they say about the reading. */
class Pages<Row extends { readonly id: string }> {
  seen = 0;
  readonly #parse: Parse<Row>;
  readonly #rows = new Map<string, Row>();
  readonly #exchanges: Exchange[] = [];
  readonly #findings: Finding[] = [];
  #total: number | null = null;
  #unreadable = 0;
  #failure: CallFailure | null = null;
  #complete = false;

  constructor(parse: Parse<Row>) {
    this.#parse = parse;
  }

  /** Takes one page. @returns true when there is nothing more to ask. */
  take(answer: Answer): boolean {
    this.#exchanges.push(answer.exchange);
    const page = answer.status === 200 ? parsePage(answer.json) : null;
    if (answer.failure !== null || page === null) return this.#stop(answer.failure ?? "unexpected_shape");
    this.#total ??= page.total;
    if (page.total !== this.#total) return this.#stop("unexpected_shape", TOTAL_CHANGED);
    const known = this.#rows.size;
    for (const json of page.resources) {
      const row = this.#parse(json);
      if (row === null) this.#unreadable += 1;
      else this.#rows.set(row.id, row);
    }
    this.seen += page.resources.length;
    if (this.seen >= page.total) return this.#finish(page.total);
    return this.#rows.size === known ? this.#stop("unexpected_shape", STOPPED_SHORT) : false;
  }

  cap(pages: number): boolean {
    const detail = `Reading stopped after ${pages} pages, before the server's total was reached.`;
    this.#findings.push({ code: "listing_capped", detail });
    return true;
  }

  /** Duplicates on the pages leave fewer rows than the server counts: somebody was not shown. */
  #finish(total: number): boolean {
    this.#complete = this.#rows.size === total;
    if (this.#unreadable > 0) {
      const detail = `${this.#unreadable} resources carried no identifier that could be read.`;
      return this.#stop("unexpected_shape", { code: "unreadable_rows", detail });
    }
    return this.#complete || this.#stop("unexpected_shape", STOPPED_SHORT);
  }

  #stop(failure: CallFailure, finding?: Finding): true {
    this.#failure = failure;
    if (finding !== undefined) this.#findings.push(finding);
    return true;
  }

  read(last: Answer): PagesRead<Row> {
    return {
      rows: [...this.#rows.values()],
      complete: this.#complete,
      failure: this.#failure,
      retryAfter: last.retryAfter,
      findings: this.#findings,
      exchanges: this.#exchanges,
      status: last.status,
    };
  }
}

const TOTAL_CHANGED: Finding = {
  code: "listing_capped",
  detail: "The total changed between two pages; the list was not read as one state. Read it again.",
};
const STOPPED_SHORT: Finding = {
  code: "listing_capped",
  detail: "The server repeated itself or sent an empty page before its own total was reached.",
};
