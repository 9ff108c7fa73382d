import { afterEach, beforeEach, expect, test } from "vitest";
import { instant } from "../../../core/instant.ts";
import type { Connection, Target } from "../../contract.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { startVault, VAULT_TOKEN, type VaultServer } from "../../testing/servers/vault.ts";
import { shownAfter } from "../../testing/shown.ts";
import { vaultConnector } from "./index.ts";

const signal = new AbortController().signal;
const SECRET: Target = { layer: "credential", accountNativeId: "e1", nativeKey: "secret:secret/apps/shop" };
const LOGIN: Target = { layer: "credential", accountNativeId: "e1", nativeKey: "login:auth/userpass/mia.berg" };
const ACCOUNT: Target = { layer: "account", accountNativeId: "e1", nativeKey: "e1" };
const tokenOf = (accessor: string): Target => ({
  layer: "session",
  accountNativeId: "e1",
  nativeKey: `token:${accessor}`,
});
const micros = (iso: string) => instant(Date.parse(iso) * 1000);
const readAccessEndedAt = micros("2026-03-31T18:00:00Z");

let server: VaultServer;
let connection: Required<Connection>;

function open(more: object = {}): Required<Connection> {
  const config = { baseUrl: server.origin, signInPolicies: [], acceptedFromHere: ["secret/apps"], ...more };
  return opened(vaultConnector, config, { token: VAULT_TOKEN });
}

beforeEach(async () => {
  server = await startVault();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

async function as(token: string, path: string, method = "GET") {
  return fetch(`${server.origin}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
}

async function signIn(name: string): Promise<{ readonly value: string; readonly accessor: string }> {
  const answer = await as("", `/v1/auth/userpass/login/${name}`, "POST");
  const { auth } = await answer.json();
  return { value: auth.client_token, accessor: auth.accessor };
}

const versions = (path = "apps/shop") => server.state.secrets.get(path) ?? [];
const shown = async (over: object = {}) =>
  shownAfter("credential", "invalidated", ["reported", await connection.observe(SECRET, signal)], {
    readAccessEndedAt,
    ...over,
  });
const listed = async (account: string) => {
  const { rows, complete, findings } = await connection.listAccess([account], signal);
  return {
    complete,
    keys: rows.map(({ nativeKey }) => nativeKey),
    words: findings?.map(({ detail }) => detail).join(),
  };
};

/** A new value, and the old versions brought to an end. */
function rotate(at: string, end: "destroyed" | "deleted" | "kept"): void {
  for (const version of versions()) {
    if (end === "destroyed") version.destroyed = true;
    if (end === "deleted") version.deletionTime = at;
  }
  server.write("apps/shop", "shop-two", at);
}

test("secrets are theirs whose policies let them read, by the entity, its groups and its sign-in", async () => {
  const own = ["login:auth/userpass/mia.berg", "secret:secret/apps/shop", "secret:secret/apps/desk"];
  const more = ["group:g1", "policy:apps", "policy:infra"];
  expect(await listed("e1")).toMatchObject({ complete: true, keys: [...own, ...more] });
  server.state.policies.set("staff", 'path "secret/data/infra/+" { capabilities = ["read"] }');
  server.state.groups.get("g1")?.policies.push("staff");
  expect((await listed("e1")).keys).toContain("secret:secret/infra/root");
  expect((await listed("e3")).keys).not.toContain("secret:secret/infra/root");
  server.state.users.set("ida.krog", ["staff"]);
  expect((await listed("e3")).keys).toContain("secret:secret/infra/root");
});

test("what a policy says that is not understood, or another sign-in gives, leaves what they read not known whole", async () => {
  server.state.policies.set("apps", 'rule "anything" {}');
  expect(await listed("e1")).toMatchObject({ complete: false, words: "The policy apps is not understood." });
  const unstated = open({ signInPolicies: undefined });
  server.state.entities.get("e3")?.aliases.push({ name: "ida", mount_type: "oidc", mount_path: "auth/oidc/" });
  const { complete, findings } = await unstated.listAccess(["e3"], signal);
  expect(complete).toBe(false);
  expect(findings?.map(({ detail }) => detail).join()).toContain("signing in by oidc");
  await unstated.close();
});

test.each([
  ["2026-03-31T18:00:01Z", "destroyed", "verified_rotated"],
  ["2026-03-31T17:59:59Z", "destroyed", "still_present"],
  ["2026-03-31T18:00:01Z", "deleted", "still_present"],
  ["2026-03-31T18:00:01Z", "kept", "still_present"],
] as const)("a value set at %s, older versions %s, reads %s", async (at, end, verdict) => {
  rotate(at, end);
  expect(await shown()).toBe(verdict);
});

test("rotated takes that the end of read access was seen, and that what the secret opens takes its values from here", async () => {
  rotate("2026-03-31T18:00:01Z", "destroyed");
  expect(await shown({ readAccessEndedAt: null })).toBe("cannot_check");
  await connection.close();
  connection = open({ acceptedFromHere: ["secret/app", "secret/apps/shopping"] });
  expect(await shown()).toBe("cannot_check");
});

test("where that is stated and true, the old value opens the gate no more; where it is not, the gate is open still", async () => {
  const opens = async (value: string) => (await as(value, "/gate")).status === 200;
  expect(await opens("shop-one")).toBe(true);
  rotate("2026-03-31T18:00:01Z", "destroyed");
  expect([await opens("shop-one"), await opens("shop-two")]).toEqual([false, true]);
  server.state.gateTakesOld = true;
  expect(await opens("shop-one")).toBe(true);
});

test("a secret with several fields, or whose fields cannot be read, is never rotated: a patched note is a new version too", async () => {
  rotate("2026-03-31T18:00:01Z", "destroyed");
  expect(await shown()).toBe("verified_rotated");
  server.state.fields.set("apps/shop", ["value", "note"]);
  expect(await shown()).toBe("cannot_check");
  const { findings } = await connection.observe(SECRET, signal);
  expect(findings?.map(({ detail }) => detail).join()).toContain("it has several fields");
  server.state.fields.clear();
  server.state.forbidden = "/subkeys/";
  expect(await shown()).toBe("cannot_check");
  expect(await connection.observe(SECRET, signal)).toMatchObject({ presence: "active", failure: null });
});

test("that a version with the same value cannot be told from a new one is said to whoever connects and whoever states it", async () => {
  const { findings } = await connection.check(signal);
  expect(findings.join(" ")).toContain("patched, rolled back or written with the same value cannot be told");
  expect(JSON.stringify(vaultConnector.form)).toContain("every new version carries a new value");
});

test("without a value in force, all deleted, or at a path that answers 404, it is unknown and says so", async () => {
  for (const version of versions()) version.deletionTime = "2026-04-01T00:00:00Z";
  const deleted = await connection.observe(SECRET, signal);
  expect([deleted.presence, deleted.findings?.map(({ code }) => code)]).toEqual(["unknown", ["none_found"]]);
  server.state.secrets.delete("apps/shop");
  const gone = await connection.observe(SECRET, signal);
  expect([gone.presence, gone.findings?.map(({ code }) => code)]).toEqual(["unknown", ["none_found"]]);
  expect(await shown()).toBe("cannot_check");
  expect((await connection.revoke(SECRET, "invalidated", signal)).outcome.kind).toBe("unsupported");
});

test("a secret whose value was taken away is listed all the same: it was read before", async () => {
  for (const version of versions()) version.destroyed = true;
  expect((await listed("e1")).keys).toContain("secret:secret/apps/shop");
});

test("a value is never asked for, by no look and no list", async () => {
  await listed("e1");
  await connection.observe(SECRET, signal);
  expect(server.seen.filter((asked) => asked.includes("/data/"))).toEqual([]);
});

test("a token goes on being listed when its entity is disabled, reads nothing, and reads all again when it is not", async () => {
  const { value, accessor } = await signIn("mia.berg");
  const reads = async () => (await as(value, "/v1/secret/data/apps/shop")).status;
  expect(await reads()).toBe(200);
  expect((await connection.revoke(ACCOUNT, "disabled", signal)).outcome.kind).toBe("accepted");
  expect(await connection.observe(ACCOUNT, signal)).toMatchObject({ presence: "disabled" });
  const token: Target = { layer: "session", accountNativeId: "e1", nativeKey: `token:${accessor}` };
  expect([await reads(), (await connection.observe(token, signal)).presence]).toEqual([403, "active"]);
  const mia = server.state.entities.get("e1");
  Object.assign(mia ?? {}, { disabled: false });
  expect(await reads()).toBe(200);
  expect((await connection.revoke(token, "invalidated", signal)).outcome.kind).toBe("accepted");
  expect([await reads(), (await connection.observe(token, signal)).presence]).toEqual([403, "absent"]);
});

test("another entity's token is not ended in the name of this one", async () => {
  const { accessor } = await signIn("leo.brandt");
  const target: Target = { layer: "session", accountNativeId: "e1", nativeKey: `token:${accessor}` };
  expect((await connection.revoke(target, "invalidated", signal)).outcome.kind).toBe("unsupported");
  expect((await connection.observe(target, signal)).presence).toBe("unknown");
});

test("without sudo on the list of tokens nothing is known of any, the layer is left out, and the right is named", async () => {
  const { accessor } = await signIn("mia.berg");
  server.state.forbidden = "auth/token/accessors";
  const target: Target = { layer: "session", accountNativeId: "e1", nativeKey: `token:${accessor}` };
  expect((await connection.observe(target, signal)).presence).toBe("unknown");
  const { dialect, findings } = await connection.check(signal);
  expect(dialect["unreadable"]).toEqual(["token"]);
  expect(findings.join(" ")).toContain("sudo on auth/token/accessors");
});

test("a list of tokens that leaves out the one that asks proves no other ended", async () => {
  await signIn("leo.brandt");
  const own = server.state.tokens.get(VAULT_TOKEN);
  server.state.tokens.set(VAULT_TOKEN, { ...own, accessor: "" } as never);
  const target: Target = { layer: "session", accountNativeId: "e1", nativeKey: "token:never" };
  expect((await connection.observe(target, signal)).presence).toBe("unknown");
});

test("a token that names no entity may be anybody's, a root token above all, unless it is stated to be a machine's", async () => {
  const plain = { accessor: "acc-root", entityId: "", path: "auth/token/root", policies: ["root"], expireTime: null };
  server.state.tokens.set("hvs.root", plain);
  expect(await listed("e1")).toMatchObject({
    complete: false,
    words: expect.stringContaining("1 of them root tokens"),
  });
  server.state.tokens.set("hvs.root", { ...plain, path: "auth/token/create/ci", policies: ["ci"], period: 3600 });
  expect((await listed("e1")).complete).toBe(false);
  await connection.close();
  connection = open({ machinePaths: ["auth/token/create/ci", "auth/token/root"] });
  expect((await listed("e1")).complete).toBe(true);
  server.state.tokens.set("hvs.root", plain);
  expect((await listed("e1")).complete).toBe(false);
});

test("a periodic token has no end of its own", async () => {
  const plain = { entityId: "e1", path: "auth/userpass/login/mia.berg", policies: [] };
  server.state.tokens.set("a", { ...plain, accessor: "acc-a" });
  server.state.tokens.set("b", { ...plain, accessor: "acc-b", period: 3600 });
  const { rows } = await connection.listAccess(["e1"], signal);
  const ends = rows.filter(({ layer }) => layer === "session").map(({ facts }) => facts.expiresAt);
  expect(ends).toEqual([micros("2026-02-01T00:00:00Z"), undefined]);
});

test("a sign-in that Vault keeps is deleted and seen gone; where nobody is listed any more that is not believed", async () => {
  expect((await connection.observe(LOGIN, signal)).presence).toBe("active");
  await connection.revoke(LOGIN, "invalidated", signal);
  expect((await connection.observe(LOGIN, signal)).presence).toBe("absent");
  server.state.users.clear();
  expect((await connection.observe(LOGIN, signal)).presence).toBe("unknown");
});

test("an entity that is deleted is made anew by the next sign-in: deleting one is no way to end it", async () => {
  expect((await connection.revoke(ACCOUNT, "absent", signal)).outcome.kind).toBe("unsupported");
  server.state.entities.delete("e1");
  expect((await connection.observe(ACCOUNT, signal)).presence).toBe("absent");
});

test("everything is asked for inside the namespace that is connected", async () => {
  const inside = open({ namespace: "teams/shop" });
  expect((await inside.observe(ACCOUNT, signal)).presence).toBe("unknown");
  await inside.check(signal);
  expect(server.seen.every((asked) => asked.includes(" /v1/teams/shop/"))).toBe(true);
  await inside.close();
});

test("each access of a leaver is ended or is a person's to end", async () => {
  await signIn("mia.berg");
  const { rows } = await connection.listAccess(["e1"], signal);
  const became = await endEverything(connection, rows, signal);
  const stories = Object.entries(became).map(([key, story]) => `${key.split(":")[0]} ${story.join(" ")}`);
  expect([...new Set(stories)]).toEqual([
    "token accepted absent unknown absent",
    "login accepted absent accepted absent",
    "secret unsupported active unsupported active",
    "group unsupported active unsupported active",
    "policy unsupported active unsupported active",
  ]);
});

test("a policy is its owner's to take off: writing the whole list gives back what somebody took off a moment ago", async () => {
  const target: Target = { layer: "entitlement", accountNativeId: "e1", nativeKey: "policy:apps" };
  expect((await connection.revoke(target, "absent", signal)).outcome.kind).toBe("unsupported");
  expect(connection.manifest.layers.entitlement).toMatchObject({ act: false, observe: true });
});

test("no accessor of another's token stands in what is kept of a list, a look or an act", async () => {
  const own = await signIn("mia.berg");
  const other = await signIn("leo.brandt");
  const list = await connection.listAccess(["e1"], signal);
  const look = await connection.observe(tokenOf(own.accessor), signal);
  const act = await connection.revoke(tokenOf(own.accessor), "invalidated", signal);
  const listed = JSON.stringify(list.exchanges);
  const kept = [...list.exchanges, ...look.exchanges, ...act.exchanges];
  expect(kept.filter(({ url }) => url.includes("accessor")).length).toBeGreaterThan(4);
  expect(JSON.stringify(kept)).not.toContain(other.accessor);
  expect(listed).toContain(own.accessor);
  const alien = await connection.revoke(tokenOf(other.accessor), "invalidated", signal);
  expect([alien.outcome.kind, JSON.stringify(alien.exchanges).includes(other.accessor)]).toEqual([
    "unsupported",
    false,
  ]);
});
