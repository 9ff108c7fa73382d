import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { byHand } from "./by-hand.ts";
import { answer, failure, type Reply } from "./scim-protocol.ts";
import { ScimSystem } from "./scim-system.ts";
import type { SystemConfig } from "./scim-system-config.ts";

/** A running process part that hosts many simulated SCIM systems on one loopback port. */
export interface ScimServer {
  readonly port: number;
  readonly systems: readonly ScimSystem[];
  baseUrl(system: ScimSystem): string;
  close(): Promise<void>;
}

/**
 * Starts simulated SCIM systems on 127.0.0.1. Each has its SCIM base at /s/<slug>/scim/v2, and beside it,
 * outside SCIM: GET __truth (real state), GET __log (requests), POST __reset, and what by-hand.ts says.
 * @param port 0 for a free one.
 */
export async function startScimServer(configs: readonly SystemConfig[], port: number): Promise<ScimServer> {
  const systems = configs.map((config) => new ScimSystem(config));
  const bySlug = new Map(systems.map((system) => [system.slug, system]));
  if (bySlug.size !== systems.length) throw new Error("Two systems have the same name. Give each its own.");
  const server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, (request, response) =>
    serve(bySlug, request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  // A TCP server that listens has an address object, never a pipe name.
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    systems,
    baseUrl: (system) => `http://127.0.0.1:${bound}/s/${system.slug}/scim/v2`,
    close: () => closeAll(server, systems),
  };
}

function closeAll(server: Server, systems: readonly ScimSystem[]): Promise<void> {
  for (const system of systems) system.stop();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

const SCIM_BASE = "/scim/v2";

function serve(bySlug: ReadonlyMap<string, ScimSystem>, request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? "/";
  const slash = url.indexOf("/", 3);
  const system = url.startsWith("/s/") && slash > 0 ? bySlug.get(url.slice(3, slash)) : undefined;
  const rest = system === undefined ? "" : url.slice(slash);
  if (system === undefined) send(response, failure(404, "no such system"));
  else if (rest.startsWith(`${SCIM_BASE}/`)) scim(system, rest.slice(SCIM_BASE.length), request, response);
  else send(response, byHand(system, request.method ?? "GET", rest) ?? aside(system, request.method ?? "GET", rest));
}

/** What benches and tests may ask that no SCIM client sees. */
function aside(system: ScimSystem, method: string, path: string): Reply {
  if (method === "GET" && path === "/__truth") return { status: 200, body: JSON.stringify(system.truth()) };
  if (method === "GET" && path === "/__log") return { status: 200, body: JSON.stringify(system.log) };
  if (method !== "POST" || path !== "/__reset") return failure(404, "no such endpoint");
  system.reset();
  return { status: 204, body: "" };
}

function scim(system: ScimSystem, target: string, request: IncomingMessage, response: ServerResponse): void {
  const method = request.method ?? "GET";
  if (method === "GET" || method === "DELETE") {
    request.resume();
    handle(system, method, target, "", request, response);
    return;
  }
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => {
    body += chunk;
  });
  request.on("end", () => handle(system, method, target, body, request, response));
}

function handle(
  system: ScimSystem,
  method: string,
  target: string,
  body: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const refused = refusal(system, request);
  if (refused !== null) {
    system.note(method, target, refused.status);
    send(response, refused);
    return;
  }
  system.inFlight += 1;
  system.peak = Math.max(system.peak, system.inFlight);
  const act = () => {
    system.inFlight -= 1;
    perform(system, method, target, body, response);
  };
  const delayMs = system.delayMs + (method === "GET" ? 0 : system.writeDelayMs);
  if (delayMs > 0) setTimeout(act, delayMs);
  else act();
}

function refusal(system: ScimSystem, request: IncomingMessage): Reply | null {
  if (!system.accepts(request.headers.authorization)) return failure(401, "the token is not valid");
  return system.inFlight < system.maxInFlight ? null : failure(429, "too many requests at once", "1");
}

function perform(system: ScimSystem, method: string, target: string, body: string, response: ServerResponse): void {
  const mishap = system.mishap(method !== "GET");
  const question = target.indexOf("?");
  const path = question < 0 ? target : target.slice(0, question);
  const query = new URLSearchParams(question < 0 ? "" : target.slice(question + 1));
  const reply =
    mishap === "unavailable"
      ? failure(503, "try again", "1")
      : mishap === "throttled"
        ? failure(429, "too many requests", "2")
        : answer(system, method, path, query, body);
  system.note(method, target, mishap === "dropped" ? 0 : reply.status);
  // A dropped reply: the effect has happened, the caller never hears of it.
  if (mishap === "dropped") response.destroy();
  else send(response, reply);
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  const retry = reply.retryAfter === undefined ? {} : { "retry-after": reply.retryAfter };
  if (reply.body === "") response.writeHead(reply.status, retry);
  else {
    const length = Buffer.byteLength(reply.body);
    response.writeHead(reply.status, {
      "content-type": reply.type ?? "application/scim+json",
      "content-length": length,
      ...retry,
    });
  }
  response.end(reply.body);
}
