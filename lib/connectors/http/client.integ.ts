import { createHash } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { listen } from "../testing/servers/server.ts";
import { type HttpClient, type HttpOptions, httpClient } from "./client.ts";
import { KEPT_BODY_BYTES } from "./kept.ts";

const never = new AbortController().signal;
const open: (() => Promise<void> | void)[] = [];

async function serve(listener: RequestListener): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer(listener);
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { origin: await listen(server), server };
}

function client(baseUrl: string, options: Partial<HttpOptions> = {}): HttpClient {
  const opened = httpClient({
    baseUrl,
    headers: { authorization: "Bearer top-secret-token" },
    secrets: ["top-secret-token"],
    connectionsMax: 2,
    deadlineMs: 10_000,
    allowPrivateTargets: ["127.0.0.0/8", "::1/128"],
    ...options,
  });
  open.push(() => opened.close());
  return opened;
}

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

describe("HTTP client", () => {
  it("keeps the redacted start of a long answer and the digest of the whole", async () => {
    const body = JSON.stringify({ password: "hunter2", filler: "ü".repeat(60_000) });
    const { origin } = await serve((_, response) => response.end(body));
    const { exchange, failure } = await client(`${origin}/base/`).send("GET", "/thing?a=1", null, never);
    expect(failure).toBeNull();
    expect(exchange.url).toBe(`${origin}/base/thing?a=1`);
    expect(exchange.bodyBytes).toBe(Buffer.byteLength(body));
    expect(exchange.bodyDigest).toEqual(createHash("sha256").update(body).digest());
    expect(exchange.body).not.toContain("hunter2");
    expect(exchange.body).not.toContain("�");
    expect(Buffer.byteLength(exchange.body ?? "")).toBeLessThanOrEqual(KEPT_BODY_BYTES);
    expect(Buffer.byteLength(exchange.body ?? "")).toBeGreaterThan(KEPT_BODY_BYTES - 4);
    expect(exchange.targetDate).toMatch(/GMT$/);
  });

  it("keeps no credential of the request, even when the target echoes it", async () => {
    const { origin } = await serve((request, response) =>
      response.end(JSON.stringify({ echo: request.headers.authorization })),
    );
    const { exchange } = await client(origin).send(
      "PATCH",
      "/x?token=top-secret-token",
      '{"password":"hunter2"}',
      never,
    );
    expect(JSON.stringify(exchange)).not.toContain("top-secret-token");
    expect(JSON.stringify(exchange)).not.toContain("hunter2");
  });

  it("follows no redirect", async () => {
    let arrived = 0;
    const { origin: elsewhere } = await serve((_, response) => {
      arrived += 1;
      response.end("{}");
    });
    const { origin } = await serve((_, response) => response.writeHead(307, { location: elsewhere }).end());
    const { failure, status } = await client(origin).send("GET", "/", null, never);
    expect({ failure, status, arrived }).toEqual({ failure: "redirect", status: 307, arrived: 0 });
  });

  it("opens no socket to an address that is not allowed, as a literal or behind a name", async () => {
    let arrived = 0;
    const server = createTcpServer(() => {
      arrived += 1;
    });
    const origin = await listen(server as Server);
    open.push(() => {
      server.close();
    });
    const port = new URL(origin).port;
    for (const host of ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"]) {
      const { failure, exchange } = await client(`http://${host}:${port}`, { allowPrivateTargets: [] }).send(
        "GET",
        "/",
        null,
        never,
      );
      expect({ host, failure, body: exchange.body }).toEqual({ host, failure: "blocked_address", body: null });
    }
    expect(arrived).toBe(0);
  });

  it("reaches an allowed loopback by name too, and refuses plain http to the public internet", async () => {
    const { origin } = await serve((_, response) => response.end("{}"));
    const named = client(`http://localhost:${new URL(origin).port}`);
    expect((await named.send("GET", "/", null, never)).failure).toBeNull();
    expect((await client("http://8.8.8.8").send("GET", "/", null, never)).failure).toBe("blocked_address");
  });

  it("never sends a call that was stopped while it waited for a free connection", async () => {
    const arrived: (string | undefined)[] = [];
    const { origin } = await serve((request) => arrived.push(request.url));
    const one = client(origin, { connectionsMax: 1, deadlineMs: 200 });
    const answers = await Promise.all([
      one.send("GET", "/first", null, never),
      one.send("PATCH", "/second", "{}", never),
    ]);
    expect(answers.map(({ failure }) => failure)).toEqual(["timeout", "timeout"]);
    const after = await one.send("GET", "/third", null, never);
    expect(after.failure).toBe("timeout");
    expect(arrived).toEqual(["/first", "/third"]);
  });

  it("stops at the caller's signal, before and during a call, and many calls share one signal", async () => {
    const stop = new AbortController();
    const { origin } = await serve((request) => {
      if (request.url === "/last") stop.abort();
    });
    const many = client(origin, { connectionsMax: 30 });
    const calls = Array.from({ length: 30 }, (_, index) =>
      many.send("GET", index === 29 ? "/last" : "/", null, stop.signal),
    );
    expect(new Set((await Promise.all(calls)).map(({ failure }) => failure))).toEqual(new Set(["timeout"]));
    expect((await many.send("GET", "/", null, stop.signal)).failure).toBe("timeout");
  });

  it("keeps connections alive and opens no more than it may", async () => {
    const { origin, server } = await serve((_, response) => response.end("{}"));
    let connections = 0;
    server.on("connection", () => {
      connections += 1;
    });
    const two = client(origin, { connectionsMax: 2 });
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 6 }, () => two.send("GET", "/", null, never)));
    }
    expect(connections).toBeLessThanOrEqual(2);
  });

  it("tells being asked too often from a missing right, and reads from the count of requests how long to wait", async () => {
    const date = new Date(1_000_000_000_000).toUTCString();
    const replies: Record<string, object> = {
      "/right": { date },
      "/count": { date, "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000000042" },
      "/later": { date, "retry-after": "5" },
    };
    const { origin } = await serve((request, response) =>
      response
        .writeHead(403, { ...replies[request.url ?? ""] })
        .end(request.url === "/reason" ? '{"error":{"errors":[{"reason": "userRateLimitExceeded"}]}}' : "{}"),
    );
    const opened = client(origin);
    const said = await Promise.all(
      ["/right", "/count", "/later", "/reason"].map((path) => opened.send("GET", path, null, never)),
    );
    expect(said.map(({ failure, retryAfter }) => [failure, retryAfter])).toEqual([
      ["unauthorised", null],
      ["rate_limited", 42_000_000],
      ["rate_limited", 5_000_000],
      ["rate_limited", null],
    ]);
  });

  it("says connection when nobody listens", async () => {
    const { origin, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const { failure, status } = await client(origin).send("GET", "/", null, never);
    expect({ failure, status }).toEqual({ failure: "connection", status: null });
  });
});
