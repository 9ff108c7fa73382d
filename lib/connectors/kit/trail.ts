import type { CallFailure, Exchange, FieldRead, Finding, FindingCode } from "../contract.ts";
import type { Answer, HttpClient, Method } from "../http/client.ts";

/** The requests of one look, list or act, and what came of them. Made for one call of a connection and thrown away. */
export class Trail {
  readonly signal: AbortSignal;
  readonly exchanges: Exchange[] = [];
  readonly findings: Finding[] = [];
  /** Of the first answer that could not be used. */
  failure: CallFailure | null = null;
  retryAfter: number | null = null;
  readonly #client: HttpClient;

  constructor(client: HttpClient, signal: AbortSignal) {
    this.#client = client;
    this.signal = signal;
  }

  /** @param body written as JSON, or as the form that it is */
  async send(
    method: Method,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const isForm = body instanceof URLSearchParams;
    const text = body === undefined ? null : isForm ? body.toString() : JSON.stringify(body);
    const answer = await this.#client.send(method, path, text, this.signal, headers);
    this.exchanges.push(answer.exchange);
    if (answer.failure !== null) this.fail(answer.failure);
    if (answer.retryAfter !== null) this.retryAfter = Math.max(answer.retryAfter, this.retryAfter ?? 0);
    return answer;
  }

  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    return this.send("GET", path, undefined, headers);
  }

  /** Says with an answer of this trail what was read out of it. */
  explain({ exchange }: Answer, read: readonly FieldRead[]): void {
    const at = this.exchanges.lastIndexOf(exchange);
    if (at !== -1) this.exchanges[at] = { ...exchange, read };
  }

  /** Keeps an answer of this trail otherwise than it came: without what is other people's. */
  keepAs({ exchange }: Answer, without: Partial<Pick<Exchange, "requestBody" | "body">>): void {
    const at = this.exchanges.lastIndexOf(exchange);
    if (at !== -1) this.exchanges[at] = { ...exchange, ...without };
  }

  /** Keeps the first reason why something is not known. */
  fail(failure: CallFailure): void {
    this.failure ??= failure;
  }

  find(code: FindingCode, detail: string): void {
    if (!this.findings.some((known) => known.code === code && known.detail === detail)) {
      this.findings.push({ code, detail });
    }
  }
}
