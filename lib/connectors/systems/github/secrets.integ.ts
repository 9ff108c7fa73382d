import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { instant } from "../../../core/instant.ts";
import type { Connection, Target } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { GITHUB_TOKEN, type GithubState, startGithub } from "../../testing/servers/github.ts";
import { shownAfter } from "../../testing/shown.ts";
import { githubConnector } from "./index.ts";

const signal = new AbortController().signal;
const readAccessEndedAt = instant(Date.parse("2026-03-31T18:00:00Z") * 1000);
const LATER = "2026-03-31T18:00:01Z";
let server: Awaited<ReturnType<typeof startGithub>>;
let connection: Required<Connection>;

beforeEach(async () => {
  server = await startGithub();
  const config = { org: "acme", baseUrl: server.origin, repositories: ["shop"] };
  connection = opened(githubConnector, config, { token: GITHUB_TOKEN });
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const environment = (state: GithubState) => state.repositories.get("shop")?.environments.get("production/eu");

const KINDS = [
  {
    kind: "a secret of an environment",
    key: "environment-secret:shop/production%2Feu/RELEASE_KEY",
    path: "/environments/",
    set: (state: GithubState, at: string) => environment(state)?.set("RELEASE_KEY", at),
    remove: (state: GithubState) => environment(state)?.delete("RELEASE_KEY"),
  },
  {
    kind: "a secret of the organisation",
    key: "organisation-secret:SHARED_TOKEN",
    path: "/orgs/acme/actions/secrets",
    set: (state: GithubState, at: string) => Object.assign(state.secrets.get("SHARED_TOKEN") ?? {}, { updatedAt: at }),
    remove: (state: GithubState) => state.secrets.delete("SHARED_TOKEN"),
  },
];

describe.each(KINDS)("$kind", ({ key, path, set, remove }) => {
  const target: Target = { layer: "credential", accountNativeId: "101", nativeKey: key };
  const shown = async (refused?: boolean) => {
    const look = await connection.observe(target, signal);
    const facts = refused === undefined ? look.facts : { ...look.facts, oldSecretRefused: refused };
    return shownAfter("credential", "invalidated", ["reported", { ...look, facts }], { readAccessEndedAt });
  };

  test("is listed of whoever may push, and of nobody else", async () => {
    const keys = async (account: string) => {
      const { rows, complete } = await connection.listAccess([account], signal);
      expect(complete).toBe(true);
      return rows.map(({ nativeKey }) => nativeKey);
    };
    expect(await keys("101")).toContain(key);
    expect(await keys("102")).not.toContain(key);
  });

  test("is not gone with the right to read it: Still present until it is set anew, and then the old value is not tried", async () => {
    server.state.repositories.get("shop")?.writers.clear();
    for (const one of server.state.secrets.values()) one.repositories.clear();
    expect(await shown()).toBe("still_present");
    set(server.state, LATER);
    expect([await shown(), await shown(true), await shown(false)]).toEqual([
      "cannot_check",
      "verified_rotated",
      "still_present",
    ]);
  });

  test("is unknown when it was deleted, or may not be read", async () => {
    remove(server.state);
    const look = await connection.observe(target, signal);
    expect([look.presence, look.findings?.map(({ code }) => code)]).toEqual(["unknown", ["none_found"]]);
    server.state.forbidden = path;
    const blind = await connection.observe(target, signal);
    expect([blind.presence, blind.failure]).toEqual(["unknown", "unauthorised"]);
    const { dialect } = await connection.check(signal);
    expect(dialect["unreadable"]).toEqual([key.split(":")[0]]);
  });

  test("has no lever: a person sets the new value", async () => {
    expect((await connection.revoke(target, "invalidated", signal)).outcome.kind).toBe("unsupported");
  });
});

test("what the organisation gives to other repositories alone is not theirs", async () => {
  const { rows } = await connection.listAccess(["101"], signal);
  expect(rows.map(({ nativeKey }) => nativeKey)).not.toContain("organisation-secret:OTHERS_TOKEN");
});

test("variables are no secrets: none is asked for", async () => {
  await connection.listAccess(["101"], signal);
  await connection.check(signal);
  expect(server.seen.filter((asked) => asked.includes("variables"))).toEqual([]);
});
