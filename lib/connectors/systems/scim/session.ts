import type { Answer, HttpClient, Method } from "../../http/client.ts";
import type { ScimConfig } from "./config.ts";
import type { Dialect } from "./dialect.ts";

/** One opened SCIM system: how it is called, and what is known of it. Holds no state of its own. */
export interface ScimSession {
  readonly config: ScimConfig;
  readonly dialect: Dialect;
  /** Calls with the credential that observes. */
  read(method: Method, path: string, signal: AbortSignal): Promise<Answer>;
  /** Calls with the credential that acts. */
  act(
    method: Method,
    path: string,
    body: unknown,
    signal: AbortSignal,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  close(): Promise<void>;
}

/** Joins config, dialect and the two clients (one and the same when there is no credential of its own for looks). */
export function scimSession(
  config: ScimConfig,
  dialect: Dialect,
  acting: HttpClient,
  observing: HttpClient,
): ScimSession {
  return {
    config,
    dialect,
    read: (method, path, signal) => observing.send(method, path, null, signal),
    act: (method, path, body, signal, headers) =>
      acting.send(method, path, body === undefined ? null : JSON.stringify(body), signal, headers),
    close: async () => {
      await Promise.all(acting === observing ? [acting.close()] : [acting.close(), observing.close()]);
    },
  };
}

/** A SCIM filter comparison; strings in filters are JSON strings (RFC 7644 3.4.2.2). */
export function equals(attribute: string, value: string): string {
  return `${attribute} eq ${JSON.stringify(value)}`;
}

/** `filter=` ready for a URL. */
export function filterQuery(filter: string): string {
  return `filter=${encodeURIComponent(filter)}`;
}

/** Path of one resource; the identifier comes from outside and must not climb out of its place. */
export function resourcePath(kind: "Users" | "Groups", id: string): string {
  // encodeURIComponent leaves dots alone, and "." and ".." are path steps, also as %2E; no real id is one of them.
  const safe = encodeURIComponent(id).replace(/^\.+$/, (dots) => "%252E".repeat(dots.length));
  return `/${kind}/${safe}`;
}

/** The server understood who asks, and will not answer what is asked (400 invalidFilter, 501). */
export function refusesFilter(status: number | null): boolean {
  return status === 400 || status === 501;
}
