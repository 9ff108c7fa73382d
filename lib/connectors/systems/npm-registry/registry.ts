import type { CallFailure, Exchange, OpenOptions } from "../../contract.ts";
import { type Answer, type HttpClient, httpClient, type Method } from "../../http/client.ts";
import type { NpmRegistryConfig } from "./config.ts";
import { type TokenRow, tokenPage, whoami } from "./tokens.ts";

const DEADLINE_MS = 15_000;
const PAGES_MAX = 100;

/** One account of a registry under its own token, and the leaver's token where it is known. */
export interface Registry {
  readonly config: NpmRegistryConfig;
  readonly own: HttpClient;
  readonly leaver: { readonly token: string; readonly client: HttpClient } | null;
  close(): Promise<void>;
}

export function registryOf(options: OpenOptions, config: NpmRegistryConfig): Registry {
  const { token = "", leaverToken } = options.secrets;
  const clientFor = (secret: string) =>
    httpClient({
      baseUrl: config.baseUrl,
      headers: { authorization: `Bearer ${secret}` },
      secrets: Object.values(options.secrets),
      connectionsMax: options.connectionsMax,
      deadlineMs: options.deadlineMs ?? DEADLINE_MS,
      allowPrivateTargets: options.allowPrivateTargets ?? [],
      readOnly: options.readOnly ?? false,
    });
  const own = clientFor(token);
  const leaver = leaverToken ? { token: leaverToken, client: clientFor(leaverToken) } : null;
  return {
    config,
    own,
    leaver,
    close: async () => {
      await Promise.all([own.close(), leaver?.client.close()]);
    },
  };
}

/** The requests of one operation. */
export class Asking {
  readonly exchanges: Exchange[] = [];
  failure: CallFailure | null = null;
  retryAfter: number | null = null;
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async send(client: HttpClient, method: Method, path: string): Promise<Answer> {
    const answer = await client.send(method, path, null, this.#signal);
    this.exchanges.push(answer.exchange);
    this.retryAfter = answer.retryAfter ?? this.retryAfter;
    return answer;
  }

  /** The account that a client's token signs in as; "" = none; null = not known. */
  async signsInAs(client: HttpClient): Promise<string | null> {
    const answer = await this.send(client, "GET", "/-/whoami");
    if (answer.status === 401) return "";
    const read = answer.failure === null && answer.status === 200 ? whoami.safeParse(answer.json) : null;
    if (read?.success === true) return read.data.username ?? "";
    this.failure = answer.failure ?? "unexpected_shape";
    return null;
  }

  /** Every token of the account, page by page; null when the list could not be read to its end. */
  async tokens(registry: Registry): Promise<readonly TokenRow[] | null> {
    const rows: TokenRow[] = [];
    let path: string | null = "/-/npm/v1/tokens";
    for (let page = 0; path !== null && page < PAGES_MAX; page += 1) {
      const answer: Answer = await this.send(registry.own, "GET", path);
      const read = answer.failure === null && answer.status === 200 ? tokenPage.safeParse(answer.json) : null;
      if (read?.success !== true) {
        this.failure = answer.failure ?? "unexpected_shape";
        return null;
      }
      rows.push(...read.data.objects);
      path = nextPath(read.data.urls.next);
    }
    if (path !== null) this.failure = "too_large";
    return path === null ? rows : null;
  }
}

/** The next page by its path and query alone: a registry never sends us to another host. */
function nextPath(next: string | null | undefined): string | null {
  if (!next) return null;
  const url = new URL(next, "https://registry.invalid");
  return `${url.pathname}${url.search}`;
}
