import { hash } from "node:crypto";
import { Pool } from "undici";
import type { DurationMicros } from "../../core/instant.ts";
import type { CallFailure, Exchange } from "../contract.ts";
import { addressGuard } from "./address-guard.ts";
import { Call, type RawAnswer } from "./call.ts";
import { guardedConnector } from "./connect.ts";
import { kept } from "./kept.ts";
import { redactor } from "./redact.ts";
import { resetAfter, retryAfter } from "./retry-after.ts";

/** Longest answer that is read at all. */
const BODY_CAP_BYTES = 10 * 1024 * 1024;

export type Method = "GET" | "PUT" | "PATCH" | "POST" | "DELETE";

/** Where and how one connected system is called. */
export interface HttpOptions {
  /** Scheme, host and base path; requests go nowhere else. */
  readonly baseUrl: string;
  /** Sent with every request, credentials included; never kept. */
  readonly headers: Readonly<Record<string, string>>;
  /** Literal secrets that must not appear in anything kept. */
  readonly secrets: readonly string[];
  readonly connectionsMax: number;
  readonly deadlineMs: number;
  readonly allowPrivateTargets: readonly string[];
  /** Default: SCIM, then JSON. */
  readonly accept?: string;
  /** Of bodies that are sent. Default: SCIM. */
  readonly contentType?: string;
  /** How an answer is read; undefined = it is none. Default: JSON. What is not read fails as `not_json`. */
  readonly parse?: (text: string) => unknown;
  /** Nothing that could change the target leaves, whoever asks for what: GET alone, and what `reads` names. */
  readonly readOnly?: boolean;
  /** What only reads although it is no GET, such as a question in GraphQL. */
  readonly reads?: (method: Method, path: string, body: string | null) => boolean;
}

/** An answer with what is kept of it. `json` is undefined unless a 2xx or 4xx body could be parsed. */
export interface Answer {
  /** Made when it is first asked for: of a large list that nobody keeps, taking the secrets out would be most of the work. */
  readonly exchange: Exchange;
  readonly status: number | null;
  readonly json: unknown;
  readonly etag: string | null;
  /** Where the next page is, as the target wrote it (RFC 8288). */
  readonly link: string | null;
  readonly failure: CallFailure | null;
  readonly retryAfter: DurationMicros | null;
}

/** The one way out to a connected system. It follows no redirect, retries nothing and caches nothing. */
export interface HttpClient {
  /**
   * Sends one request below the base URL.
   * @param path begins with "/", already encoded. @param body JSON text or null.
   * Never throws for what the target or the network does; see `Answer.failure`.
   */
  send(
    method: Method,
    path: string,
    body: string | null,
    signal: AbortSignal,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** A secret learned on the way, such as a token that was issued: from now on it appears in nothing that is kept. */
  hide(secret: string): void;
  close(): Promise<void>;
}

/** Asked to change something through a client that only reads: a fault of ours, and nothing was sent. */
export class ReadOnlyError extends Error {
  override readonly name = "ReadOnlyError";
}

/** Opens a client with its own pool of kept-alive connections. No connection is made before the first call. */
export function httpClient(options: HttpOptions): HttpClient {
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, "");
  const guard = addressGuard(options.allowPrivateTargets);
  const pool = new Pool(base.origin, {
    connections: options.connectionsMax,
    pipelining: 1,
    // The deadline of each call covers these two; undici's own count between chunks and never end a slow loris.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: guardedConnector(guard, options.deadlineMs),
  });
  const secrets = [...options.secrets];
  let redact = redactor(secrets);
  const parse = options.parse ?? parseJson;
  const stops = new WeakMap<AbortSignal, Set<Call>>();
  const reading = { ...options.headers, accept: options.accept ?? "application/scim+json, application/json" };
  const writing = { ...reading, "content-type": options.contentType ?? "application/scim+json" };

  const send: HttpClient["send"] = (method, path, body, signal, extra) => {
    if (options.readOnly && method !== "GET" && !options.reads?.(method, path, body))
      return Promise.reject(new ReadOnlyError(`${method} was not sent`));
    const plain = body === null ? reading : writing;
    const headers = extra === undefined ? plain : { ...plain, ...extra };
    const target = `${prefix}${path}`;
    return new Promise((resolve) => {
      const calls = callsOf(stops, signal);
      const call = new Call(options.deadlineMs, BODY_CAP_BYTES, (raw) => {
        calls.delete(call);
        resolve(answerOf(raw, { method, url: `${base.origin}${target}`, body }, (text) => redact(text), parse));
      });
      calls.add(call);
      if (signal.aborted) call.stop("timeout");
      else pool.dispatch({ method, path: target, headers, body }, call);
    });
  };
  const hide = (secret: string) => {
    secrets.push(secret);
    redact = redactor(secrets);
  };
  return { send, hide, close: () => pool.destroy() };
}

/** The calls that a signal stops. One listener a signal, however many calls: thousands share one. */
function callsOf(stops: WeakMap<AbortSignal, Set<Call>>, signal: AbortSignal): Set<Call> {
  const known = stops.get(signal);
  if (known !== undefined) return known;
  const calls = new Set<Call>();
  stops.set(signal, calls);
  signal.addEventListener("abort", () => {
    for (const call of [...calls]) call.stop("timeout");
  });
  return calls;
}

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
}

function answerOf(
  raw: RawAnswer,
  asked: Asked,
  redact: (text: string) => string,
  parse: (text: string) => unknown,
): Answer {
  const text = raw.body === null ? null : raw.body.toString("utf8");
  const parsed = text === null || text === "" ? undefined : parse(text);
  const failure = raw.failure ?? failureOf(raw, text, parsed);
  let exchange: Exchange | undefined;
  return {
    get exchange() {
      exchange ??= exchangeOf(raw, text, asked, redact, failure);
      return exchange;
    },
    status: raw.status,
    json: parsed,
    etag: single(raw.headers["etag"]) ?? null,
    link: [raw.headers["link"] ?? []].flat().join(", ") || null,
    failure,
    // Only an answer that sends us away asks us to wait.
    retryAfter: failure === null ? null : waitOf(raw.headers, failure, single(raw.headers["date"])),
  };
}

function exchangeOf(
  raw: RawAnswer,
  text: string | null,
  { method, url, body: requestBody }: Asked,
  redact: (text: string) => string,
  failure: CallFailure | null,
): Exchange {
  return {
    method,
    url: redact(url),
    requestBody: requestBody === null ? null : kept(redact(requestBody)),
    status: raw.status,
    body: text === null ? null : kept(redact(text)),
    bodyBytes: raw.bytes,
    bodyDigest: raw.body === null ? null : hash("sha256", raw.body, "buffer"),
    targetDate: single(raw.headers["date"]) ?? null,
    failure,
  };
}

/** Retry-After; where it is missing, when the vendor's count of requests begins anew (GitHub, Okta; PagerDuty in seconds). */
function waitOf(headers: RawAnswer["headers"], failure: CallFailure, date: string | undefined): DurationMicros | null {
  const asked = retryAfter(single(headers["retry-after"]), date);
  if (asked !== null || failure !== "rate_limited") return asked;
  const counted = retryAfter(single(headers["ratelimit-reset"]), date);
  return counted ?? resetAfter(single(headers["x-ratelimit-reset"]) ?? single(headers["x-rate-limit-reset"]), date);
}

/** GitHub and Google refuse with 403 whoever asks too often; headers or a reason tell it from a missing right. */
function isThrottled({ status, headers }: RawAnswer, text: string | null): boolean {
  if (status === 429) return true;
  if (status === 403 && /"reason"\s*:\s*"(?:userR|r)ateLimitExceeded"/.test(text ?? "")) return true;
  return status === 403 && (headers["retry-after"] !== undefined || single(headers["x-ratelimit-remaining"]) === "0");
}

/** Why this answer cannot be used, from status and body alone. 404, 409 and other refusals are answers. */
function failureOf(raw: RawAnswer, text: string | null, parsed: unknown): CallFailure | null {
  const { status } = raw;
  if (status === null) return "connection";
  // 501 is an answer: the server says that it never does this.
  if (status >= 500 && status !== 501) return "server_error";
  if (isThrottled(raw, text)) return "rate_limited";
  if (status === 401 || status === 403) return "unauthorised";
  if (status === 408) return "timeout";
  if (status >= 300 && status < 400) return "redirect";
  return text !== null && text !== "" && parsed === undefined ? "not_json" : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
