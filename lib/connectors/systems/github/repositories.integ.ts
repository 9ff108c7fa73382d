import { afterEach, beforeEach, expect, test } from "vitest";
import { instant } from "../../../core/instant.ts";
import type { Connection, Target } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { GITHUB_TOKEN, startGithub } from "../../testing/servers/github.ts";
import { shownAfter } from "../../testing/shown.ts";
import { githubConnector } from "./index.ts";

const signal = new AbortController().signal;
const SECRET: Target = { layer: "credential", accountNativeId: "101", nativeKey: "actions-secret:shop/DEPLOY_TOKEN" };
const KEY: Target = { layer: "machine_identity", accountNativeId: "101", nativeKey: "deploy-key:shop/601" };
let server: Awaited<ReturnType<typeof startGithub>>;
let connection: Required<Connection>;

const micros = (iso: string) => instant(Date.parse(iso) * 1000);
const shop = () => {
  const found = server.state.repositories.get("shop");
  if (found === undefined) throw new Error("The replay has a repository shop.");
  return found;
};

function open(repositories: readonly string[] = ["shop"]): Required<Connection> {
  return opened(githubConnector, { org: "acme", baseUrl: server.origin, repositories }, { token: GITHUB_TOKEN });
}

/** What of repositories is listed of an account. */
async function listed(account: string): Promise<readonly string[]> {
  const { rows, complete } = await connection.listAccess([account], signal);
  expect(complete).toBe(true);
  return rows.map(({ nativeKey }) => nativeKey).filter((key) => key.includes("shop/"));
}

beforeEach(async () => {
  server = await startGithub();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

test("deploy keys are theirs who added them, and secrets theirs who may push", async () => {
  expect(await listed("101")).toEqual([
    "deploy-key:shop/601",
    "actions-secret:shop/DEPLOY_TOKEN",
    "actions-secret:shop/SIGNING",
    "actions-secret:shop/STORE",
    "environment-secret:shop/production%2Feu/RELEASE_KEY",
  ]);
  expect(await listed("102")).toEqual(["deploy-key:shop/602"]);
});

test("without named repositories nothing is asked of any, and machine identities are not promised", async () => {
  const plain = open([]);
  await plain.listAccess(["101"], signal);
  expect(plain.manifest.layers.machine_identity).toBeUndefined();
  expect(connection.manifest.layers.machine_identity).toMatchObject({ act: false, observe: true });
  expect(server.seen.filter((asked) => asked.includes("/repos/"))).toEqual([]);
  await plain.close();
});

test("a secret that a leaver could read is not gone with the right to read it: it reads Still present until it is replaced", async () => {
  shop().writers.clear();
  server.state.members.delete(101);
  const readAccessEndedAt = micros("2026-03-31T18:00:00Z");
  const before = await connection.observe(SECRET, signal);
  expect(before).toMatchObject({ presence: "active", facts: { issuedAt: micros("2026-01-01T00:00:00Z") } });
  expect(shownAfter("credential", "invalidated", ["reported", before], { readAccessEndedAt })).toBe("still_present");
});

test.each([
  ["2026-03-31T17:59:59Z", undefined, "still_present"],
  ["2026-03-31T18:00:01Z", undefined, "cannot_check"],
  ["2026-03-31T18:00:01Z", false, "still_present"],
  ["2026-03-31T18:00:01Z", true, "verified_rotated"],
  ["2026-03-31T17:59:59Z", true, "still_present"],
])(
  "set at %s by GitHub's own clock, the old value refused elsewhere: %s, it reads %s",
  async (at, refused, verdict) => {
    shop().secrets.set("DEPLOY_TOKEN", at);
    const look = await connection.observe(SECRET, signal);
    expect(look.facts.oldSecretRefused).toBeUndefined();
    const facts = refused === undefined ? look.facts : { ...look.facts, oldSecretRefused: refused };
    const readAccessEndedAt = micros("2026-03-31T18:00:00Z");
    expect(shownAfter("credential", "invalidated", ["reported", { ...look, facts }], { readAccessEndedAt })).toBe(
      verdict,
    );
  },
);

test("a secret that was deleted is unknown: what it opens may go on taking its value", async () => {
  shop().secrets.delete("DEPLOY_TOKEN");
  const look = await connection.observe(SECRET, signal);
  expect([look.presence, look.findings?.map(({ code }) => code)]).toEqual(["unknown", ["none_found"]]);
  expect(shownAfter("credential", "invalidated", ["reported", look])).toBe("cannot_check");
});

test("a deploy key goes on when its person has left the organisation, and reads absent once it was deleted", async () => {
  server.state.members.delete(101);
  expect(await connection.observe(KEY, signal)).toMatchObject({ presence: "active", facts: { owner: "101" } });
  expect((await connection.revoke(KEY, "reassigned", signal)).outcome.kind).toBe("unsupported");
  shop().keys.delete(601);
  expect(await connection.observe(KEY, signal)).toMatchObject({ presence: "absent" });
  server.state.repositories.delete("shop");
  expect((await connection.observe(KEY, signal)).presence).toBe("unknown");
  expect((await connection.observe(SECRET, signal)).presence).toBe("unknown");
});

test("a key that does not say who added it may be anybody's: what the leaver has is then not read whole", async () => {
  shop().keys.set(604, null);
  const access = await connection.listAccess(["101"], signal);
  expect(access.complete).toBe(false);
  expect(access.findings?.map(({ detail }) => detail).join()).toContain("key 604 (604)");
});

test("a key whose adder's name nobody has any more may be the leaver's under a former name, and is not passed over", async () => {
  server.state.users.set(101, "mia-renamed");
  const access = await connection.listAccess(["101"], signal);
  expect(access.complete).toBe(false);
  expect(access.findings?.map(({ detail }) => detail).join()).toContain("key 601 (601)");
  expect((await connection.listAccess(["102"], signal)).complete).toBe(false);
});

test("whoever lost the right to push before anybody looked still knows the secrets that they could read", async () => {
  shop().writers.clear();
  expect(await listed("101")).toContain("actions-secret:shop/DEPLOY_TOKEN");
  expect(await listed("102")).toEqual(["deploy-key:shop/602"]);
});

test.each([
  ["is refused", () => (server.state.forbidden = "/activity")],
  ["shows what somebody else did", () => (server.state.ignoresOwner = true)],
])("where the record of pushes %s, what the leaver could read is not read whole", async (_, breaks) => {
  shop().writers.clear();
  breaks();
  expect((await connection.listAccess(["102"], signal)).complete).toBe(false);
});

test("a right that is missing on one repository leaves its layers out, and is named", async () => {
  server.state.forbidden = "/shop/actions/secrets";
  shop().writers.clear();
  const { dialect, findings } = await connection.check(signal);
  expect(dialect["unreadable"]).toEqual(["actions-secret"]);
  expect(findings.join(" ")).toContain("Secrets of GitHub Actions cannot be read");
});
