import type { z } from "zod";
import type { CallFailure, Exchange, OpenOptions } from "../../contract.ts";
import { type Answer, type HttpClient, httpClient, type Method } from "../../http/client.ts";
import type { RabbitmqConfig } from "./config.ts";
import { whoami } from "./schema.ts";

const DEADLINE_MS = 15_000;

/** A broker under the user that looks, and under the one that acts. */
export interface Broker {
  readonly config: RabbitmqConfig;
  readonly acting: Side;
  readonly observing: Side;
  close(): Promise<void>;
}

/** One user of the broker and its way there. */
export interface Side {
  readonly user: string;
  readonly client: HttpClient;
}

export function brokerOf(options: OpenOptions, config: RabbitmqConfig): Broker {
  const { password = "", observePassword = password } = options.secrets;
  const side = (user: string, secret: string): Side => {
    const basic = Buffer.from(`${user}:${secret}`).toString("base64");
    const client = httpClient({
      baseUrl: config.baseUrl,
      headers: { authorization: `Basic ${basic}` },
      secrets: [...Object.values(options.secrets), basic],
      connectionsMax: options.connectionsMax,
      deadlineMs: options.deadlineMs ?? DEADLINE_MS,
      allowPrivateTargets: options.allowPrivateTargets ?? [],
      readOnly: options.readOnly ?? false,
    });
    return { user, client };
  };
  const acting = side(config.user, password);
  const observing = config.observeUser === undefined ? acting : side(config.observeUser, observePassword);
  const all = new Set([acting, observing]);
  return {
    config,
    acting,
    observing,
    close: async () => {
      await Promise.all([...all].map(({ client }) => client.close()));
    },
  };
}

/** The requests of one operation. The first one asks who we are: an answer to anything else proves nothing without it. */
export class Reader {
  readonly exchanges: Exchange[] = [];
  failure: CallFailure | null = null;
  retryAfter: number | null = null;
  readonly #side: Side;
  readonly #signal: AbortSignal;

  constructor(side: Side, signal: AbortSignal) {
    this.#side = side;
    this.#signal = signal;
  }

  async send(method: Method, path: string, body: unknown = null): Promise<Answer> {
    const text = body === null ? null : JSON.stringify(body);
    const json = { "content-type": "application/json" };
    const answer = await this.#side.client.send(method, `/api${path}`, text, this.#signal, json);
    this.exchanges.push(answer.exchange);
    this.retryAfter = answer.retryAfter ?? this.retryAfter;
    return answer;
  }

  /** A document of the broker; null, with `failure` set, when it could not be read. */
  async read<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
    const answer = await this.send("GET", path);
    const parsed = answer.failure === null && answer.status === 200 ? schema.safeParse(answer.json) : null;
    if (parsed?.success === true) return parsed.data;
    this.failure = answer.failure ?? "unexpected_shape";
    return null;
  }

  /** Whether the broker knows us by the name we signed in with. */
  async isKnown(): Promise<boolean> {
    const me = await this.read("/whoami", whoami);
    if (me !== null && me.name !== this.#side.user) this.failure = "unexpected_shape";
    return me !== null && me.name === this.#side.user;
  }
}

/** A name as one step of a path: "." and ".." are steps of their own, also as %2E. */
export function step(name: string): string {
  return encodeURIComponent(name).replace(/^\.+$/, (dots) => "%252E".repeat(dots.length));
}
