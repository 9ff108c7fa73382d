import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { listen } from "../testing/servers/server.ts";
import { httpClient } from "./client.ts";

/** What the names resolve to in this file; the rest of the connection is real. */
const names: Record<string, readonly string[]> = {};

vi.mock("node:dns", () => ({
  lookup: (name: string, _: unknown, callback: (error: Error | null, found: readonly object[]) => void) => {
    const found = names[name];
    if (found === undefined) callback(new Error(`ENOTFOUND ${name}`), []);
    else
      callback(
        null,
        found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
  },
}));

let port: string;
let arrived = 0;
const server = createServer((_, response) => {
  arrived += 1;
  response.setHeader("connection", "close").end("{}");
});

beforeAll(async () => {
  port = new URL(await listen(server)).port;
});
afterAll(() => {
  server.close();
});

async function call(name: string, allowPrivateTargets: readonly string[] = ["127.0.0.1/32"]) {
  const base = { baseUrl: `http://${name}:${port}`, headers: {}, secrets: [], connectionsMax: 1, deadlineMs: 10_000 };
  const client = httpClient({ ...base, allowPrivateTargets });
  try {
    return (await client.send("GET", "/", null, new AbortController().signal)).failure;
  } finally {
    await client.close();
  }
}

describe("names", () => {
  it("connects to the very address that was judged", async () => {
    names["scim.example"] = ["127.0.0.1"];
    expect(await call("scim.example")).toBeNull();
    expect(arrived).toBe(1);
  });

  it.each([["10.0.0.1"], ["169.254.169.254"], ["::1"], ["::ffff:127.0.0.2"]])(
    "opens no socket when the name leads to %s",
    async (address) => {
      names["scim.example"] = [address];
      expect(await call("scim.example")).toBe("blocked_address");
    },
  );

  it("refuses a name with one refused address among allowed ones, in any order", async () => {
    for (const addresses of [
      ["127.0.0.1", "10.0.0.1"],
      ["169.254.169.254", "127.0.0.1"],
    ]) {
      names["mixed.example"] = addresses;
      expect(await call("mixed.example")).toBe("blocked_address");
    }
    expect(arrived).toBe(1);
  });

  it("speaks plain http to no public address, also behind a name", async () => {
    names["public.example"] = ["93.184.216.34"];
    expect(await call("public.example")).toBe("blocked_address");
  });

  it("judges again at every new connection: a name that moves to a refused address is refused", async () => {
    names["moving.example"] = ["127.0.0.1"];
    const base = {
      baseUrl: `http://moving.example:${port}`,
      headers: {},
      secrets: [],
      connectionsMax: 1,
      deadlineMs: 10_000,
    };
    const client = httpClient({ ...base, allowPrivateTargets: ["127.0.0.1/32"] });
    const signal = new AbortController().signal;
    expect((await client.send("GET", "/", null, signal)).failure).toBeNull();
    names["moving.example"] = ["127.0.0.2"];
    expect((await client.send("GET", "/", null, signal)).failure).toBe("blocked_address");
    await client.close();
  });

  it("says connection when the name is not known", async () => {
    expect(await call("unknown.example")).toBe("connection");
  });
});
