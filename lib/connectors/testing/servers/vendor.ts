import { createServer, type IncomingMessage } from "node:http";
import { listen } from "./server.ts";

/** A request as a replayed vendor sees it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Parts of the path that the route's pattern names with a colon. */
  readonly at: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly authorization: string;
  readonly origin: string;
}

export interface Replied {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** "GET /api/v1/users/:id" and what the vendor's documentation says that it answers. */
export type Routes = Readonly<Record<string, (asked: Asked) => Replied>>;

/** A vendor's API written from its documentation, with state, on loopback. It is no proof of how the vendor behaves. */
export interface Vendor {
  readonly origin: string;
  /** Requests that arrived, as "GET /api/v1/users". */
  readonly seen: string[];
  close(): Promise<void>;
}

/** @param otherwise answers what no route knows. */
export async function startVendor(routes: Routes, otherwise: (asked: Asked) => Replied): Promise<Vendor> {
  const table = Object.entries(routes).map(([route, answer]) => ({ ...patternOf(route), answer }));
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", origin);
    const method = request.method ?? "GET";
    seen.push(`${method} ${url.pathname}`);
    const plain = { method, path: url.pathname, query: url.searchParams, body: await textOf(request), origin };
    const asked = { ...plain, authorization: request.headers.authorization ?? "", at: {} };
    const route = table.find((one) => one.method === method && one.pattern.test(url.pathname));
    const at = route?.pattern.exec(url.pathname)?.groups ?? {};
    const decoded = Object.fromEntries(Object.entries(at).map(([name, value]) => [name, decodeURIComponent(value)]));
    const { status, json, headers } = route ? route.answer({ ...asked, at: decoded }) : otherwise(asked);
    response.writeHead(status, { ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers });
    response.end(json === undefined ? "" : JSON.stringify(json));
  });
  const origin = await listen(server);
  return {
    origin,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function patternOf(route: string): { readonly method: string; readonly pattern: RegExp } {
  const [method = "", path = ""] = route.split(" ");
  return { method, pattern: new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** One page of an array, and the offset of the next; null at its end. */
export function pageOf<Row>(
  rows: readonly Row[],
  from: number,
  size: number,
): { readonly rows: readonly Row[]; readonly next: number | null } {
  const next = from + size;
  return { rows: rows.slice(from, next), next: next < rows.length ? next : null };
}
