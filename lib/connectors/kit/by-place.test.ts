import { expect, test } from "vitest";
import type { Answer, HttpClient } from "../http/client.ts";
import { byPlace } from "./by-place.ts";

const signal = new AbortController().signal;

function noted(name: string, asked: string[]): HttpClient {
  return {
    send: async (_, path): Promise<Answer> => {
      asked.push(`${name} ${path}`);
      return {} as Answer;
    },
    hide: () => undefined,
    close: async () => undefined,
  };
}

test("a path goes to the host of its place, and to none whose place it merely begins with", async () => {
  const asked: string[] = [];
  const client = byPlace({ "/api": noted("web", asked), "/scim/v2": noted("scim", asked) });
  for (const path of ["/api", "/api/users.list", "/api?limit=1", "/scim/v2/Users"]) {
    await client.send("GET", path, null, signal);
  }
  expect(asked).toEqual(["web /api", "web /api/users.list", "web /api?limit=1", "scim /scim/v2/Users"]);
  for (const path of ["/apiary/users", "/scim/v20/Users", "/"]) {
    expect(() => client.send("GET", path, null, signal)).toThrow("No host is known");
  }
});
