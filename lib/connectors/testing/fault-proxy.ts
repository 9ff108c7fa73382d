import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { FAULTS, type FaultName } from "./faults.ts";
import { type Passing, reply, type Upstream } from "./passing.ts";
import { listen } from "./servers/server.ts";

/** Which requests a fault befalls. */
export interface Befalls {
  readonly method?: string;
  readonly path?: RegExp;
}

/** Where tokens are issued nothing is acted on: an answer that refuses an act does not come from there. */
const USUALLY: Readonly<Partial<Record<FaultName, Befalls>>> = { echoed_secret: { path: /^(?!.*\/token$)/ } };

/** A proxy of the project's own in front of a real server; one fault at a time. */
export interface FaultProxy {
  readonly baseUrl: string;
  /** Requests that arrived, as "GET /Users/1". */
  readonly seen: string[];
  inject(fault: FaultName, befalls?: Befalls): void;
  clear(): void;
  close(): Promise<void>;
}

/** Starts a proxy before `targetBaseUrl` on a free loopback port. */
export async function startFaultProxy(targetBaseUrl: string): Promise<FaultProxy> {
  const target = new URL(targetBaseUrl);
  let own = "";
  const seen: string[] = [];
  const answers = new Map<string, Upstream[]>();
  let active: { readonly fault: FaultName; readonly befalls: Befalls } | null = null;

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [method, path, body] = [request.method ?? "GET", request.url ?? "/", await textOf(request)];
    seen.push(`${method} ${path.slice(target.pathname.length)}`);
    const earlier = answers.get(path) ?? [];
    const forward: Passing["forward"] = async (changed = {}) => {
      const asked = { method, path, body, ...changed };
      const upstream = rehosted(await pass(target.origin, request, asked), target.origin, own);
      if (asked.method === "GET" && asked.path === path) answers.set(path, [...earlier, upstream]);
      return upstream;
    };
    const befallen = active !== null && matches(active.befalls, method, path);
    const handler = active !== null && befallen ? FAULTS[active.fault] : plain;
    await handler({
      method,
      path,
      body,
      origin: own,
      authorization: request.headers.authorization ?? "",
      response,
      forward,
      earlier,
    });
  }

  own = await listen(server);
  return {
    baseUrl: `${own}${target.pathname}`,
    seen,
    inject: (fault, befalls = USUALLY[fault] ?? {}) => {
      active = { fault, befalls };
    },
    clear: () => {
      active = null;
      seen.length = 0;
      answers.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function plain(passing: Passing): Promise<void> {
  const upstream = await passing.forward();
  reply(passing.response, upstream.status, upstream.text, upstream.link === null ? {} : { link: upstream.link });
}

/** Links to further pages lead through the proxy, as they would through any other. */
function rehosted({ status, text, link }: Upstream, theirs: string, own: string): Upstream {
  return { status, text: text.replaceAll(theirs, own), link: link?.replaceAll(theirs, own) ?? null };
}

async function pass(
  origin: string,
  request: IncomingMessage,
  asked: { readonly method: string; readonly path: string; readonly body: string },
): Promise<Upstream> {
  const headers: Record<string, string> = {};
  for (const name of ["authorization", "content-type", "accept", "if-match", "consistencylevel", "x-amz-target"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  const init = { method: asked.method, headers, redirect: "manual" as const };
  const answer = await fetch(`${origin}${asked.path}`, asked.body === "" ? init : { ...init, body: asked.body });
  return { status: answer.status, text: await answer.text(), link: answer.headers.get("link") };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function matches(befalls: Befalls, method: string, path: string): boolean {
  return (befalls.method ?? method) === method && (befalls.path?.test(path) ?? true);
}
