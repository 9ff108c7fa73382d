import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { startVault, VAULT_TOKEN, type VaultServer } from "../../testing/servers/vault.ts";
import { vaultConnector } from "./index.ts";

const signal = new AbortController().signal;
const INFRA = "secret:secret/infra/root";

let server: VaultServer;
let connection: Required<Connection>;

function open(more: object = {}): Required<Connection> {
  return opened(vaultConnector, { baseUrl: server.origin, signInPolicies: [], ...more }, { token: VAULT_TOKEN });
}

beforeEach(async () => {
  server = await startVault();
  server.state.policies.set("staff", 'path "secret/data/infra/+" { capabilities = ["read"] }');
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

async function listed(account: string, by = connection) {
  const { rows, complete, findings } = await by.listAccess([account], signal);
  const words = findings?.map(({ detail }) => detail).join(" ");
  return { complete, keys: rows.map(({ nativeKey }) => nativeKey), words };
}

test("a sign-in that was deleted leaves what it let read not known whole, unless former policies are stated and looked at", async () => {
  expect((await listed("e3")).complete).toBe(true);
  server.state.users.delete("ida.krog");
  const after = await listed("e3");
  expect(after).toMatchObject({
    complete: false,
    words: expect.stringContaining("ida.krog at auth/userpass was deleted"),
  });
  const stated = open({ formerPolicies: ["staff"] });
  expect(await listed("e3", stated)).toMatchObject({ complete: true, keys: expect.arrayContaining([INFRA]) });
  await stated.close();
});

test("a policy that is named and gone leaves what it let read not known whole", async () => {
  server.state.policies.delete("infra");
  const { complete, words } = await listed("e1");
  expect([complete, words]).toEqual([false, expect.stringContaining("The policy infra is named and not there")]);
});

test("an entity that has no right left but the default is not somebody who never read anything", async () => {
  Object.assign(server.state.entities.get("e3") ?? {}, { policies: [] });
  const { complete, words } = await listed("e3");
  expect([complete, words]).toEqual([false, expect.stringContaining("ida.krog has no right left here")]);
});

test("what nobody can read of somebody's past leaves the layer looked at: it is no missing right", async () => {
  server.state.users.delete("mia.berg");
  expect((await connection.check(signal)).dialect["unreadable"]).toEqual([]);
});

test("what a live token lets read is theirs, and where tokens cannot be looked up it is not known whole", async () => {
  const plain = { accessor: "acc-own-policy", entityId: "e3", path: "auth/token/create", policies: ["staff"] };
  server.state.tokens.set("hvs.own", plain);
  expect(await listed("e3")).toMatchObject({ complete: true, keys: expect.arrayContaining([INFRA]) });
  expect((await listed("e2")).keys).not.toContain(INFRA);
  server.state.forbidden = "auth/token/accessors";
  const unlisted = opened(
    vaultConnector,
    { baseUrl: server.origin, signInPolicies: [] },
    { token: VAULT_TOKEN },
    { dialect: { unreadable: ["token"] } },
  );
  expect(await listed("e3", unlisted)).toMatchObject({
    complete: false,
    words: expect.stringContaining("What this person's tokens let read is not known"),
  });
  await unlisted.close();
});

test("whoever may only write a path knows what they wrote: it is looked at", async () => {
  server.state.policies.set("staff", 'path "secret/data/infra/*" { capabilities = ["create", "update"] }');
  server.state.users.set("ida.krog", ["staff"]);
  expect((await listed("e3")).keys).toContain(INFRA);
});

test("the cap on secrets is one for all mounts, and what is beyond it is not read and not complete", async () => {
  const two = open({ mounts: ["secret", "secret"], secretsMax: 4 });
  const { complete, keys, words } = await listed("e1", two);
  const secrets = keys.filter((key) => key.startsWith("secret:"));
  expect([complete, secrets.length]).toEqual([false, 2]);
  expect(words).toContain("after 4 secrets of all mounts");
  await two.close();
});
