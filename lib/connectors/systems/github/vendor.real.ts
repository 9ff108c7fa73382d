import { describe, expect, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Exchange, Target } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { githubConnector } from "./index.ts";

const signal = new AbortController().signal;
const prism = await realTarget("prismGithub");
const emulate = await realTarget("emulate");

/** What the slice of the description leaves out. */
const LEFT_OUT = /^\/user\/|^\/orgs\/github\/teams$|\/(?:environments|organization-secrets)$/;

function refused(exchanges: readonly Exchange[]): readonly string[] {
  return exchanges
    .filter(({ status, url }) => (status ?? 0) >= 400 && !LEFT_OUT.test(new URL(url).pathname))
    .map(({ method, url, status, body }) => `${method} ${url} ${status} ${body}`);
}

describe.skipIf(!prism.runs)("GitHub's own description", () => {
  const port = prism.runs ? prism.ports["http"] : 0;
  const config = { org: "github", baseUrl: `http://127.0.0.1:${port}`, identities: "none" };
  const connection = opened(githubConnector, config, { token: "any-token" });

  it("allows every request that looks, and its examples are read to the last row", async () => {
    const listed = await connection.listAccounts(signal);
    expect(refused(listed.exchanges)).toEqual([]);
    expect(listed.rows.map(({ userName }) => userName)).toEqual(["octocat", "monalisa"]);
    const account = { layer: "account", accountNativeId: "1", nativeKey: "1" } as const;
    const seen = await connection.observe(account, signal);
    expect([refused(seen.exchanges), seen.presence]).toEqual([[], "active"]);
    const access = await connection.listAccess(["1"], signal);
    expect(refused(access.exchanges)).toEqual([]);
    expect(access.rows.map(({ nativeKey }) => nativeKey)).toContain("token:25381");
    // The examples show others' credentials, whoever is asked for, and a next page at GitHub's own address: neither is
    // taken nor followed.
    expect(access.findings?.map(({ code }) => code)).toEqual(["listing_capped", "filter_not_honoured"]);
    expect(access.complete).toBe(false);
  });

  it("allows the questions about deploy keys and Actions secrets, and its examples are read", async () => {
    const named = opened(githubConnector, { ...config, repositories: ["hello-world"] }, { token: "any-token" });
    const access = await named.listAccess(["1"], signal);
    expect(refused(access.exchanges)).toEqual([]);
    expect(access.rows.map(({ nativeKey }) => nativeKey)).toEqual(
      expect.arrayContaining(["deploy-key:hello-world/1", "actions-secret:hello-world/GH_TOKEN"]),
    );
  });

  it.each([
    ["account", "1", "disabled"],
    ["account", "invitation:1", "absent"],
    ["credential", "token:25381", "invalidated"],
    ["credential", "sso:161195", "invalidated"],
  ] as const)("allows the act on %s %s, and what it answers is a yes", async (layer, nativeKey, goal) => {
    const accountNativeId = layer === "account" ? nativeKey : "1";
    const target: Target = { layer, nativeKey, accountNativeId };
    const { outcome, exchanges } = await connection.revoke(target, goal, signal);
    expect(refused(exchanges)).toEqual([]);
    expect(outcome.kind).toBe("accepted");
  });
});

describe.skipIf(!emulate.runs)("GitHub as emulate has it", () => {
  const { ports = {}, values = {} } = emulate.runs ? emulate : {};
  const config = { org: "acme", baseUrl: `http://127.0.0.1:${ports["github"]}`, identities: "none" };
  const connection = opened(githubConnector, config, { token: values["token"] ?? "" });

  it("shows a member by number, takes them out of the organisation, and nobody is said to be gone unseen", async () => {
    const listed = await connection.listAccounts(signal);
    const mia = listed.rows.find(({ userName }) => userName === "mia-codes");
    const id = mia?.nativeId ?? "";
    const account = { layer: "account", accountNativeId: id, nativeKey: id } as const;
    expect((await connection.observe(account, signal)).presence).toBe("active");
    expect((await connection.revoke(account, "disabled", signal)).outcome.kind).toBe("accepted");
    const after = await connection.listAccounts(signal);
    expect(after.rows.map(({ userName }) => userName)).toEqual(["owner-one"]);
    // It has no list of collaborators, where the person might be still.
    expect((await connection.observe(account, signal)).presence).not.toBe("active");
  });
});
