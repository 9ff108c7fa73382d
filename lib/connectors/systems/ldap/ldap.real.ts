import { Attribute, Change, Client, Control } from "ldapts";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Connection, Target } from "../../contract.ts";
import { shownAfter } from "../../testing/shown.ts";
import { startTcpFaultProxy } from "../../testing/tcp-fault-proxy.ts";
import { Admin, BASE, CAPPED, opened, PORT, whyNot } from "./testing/acme.ts";

const signal = new AbortController().signal;
const LAST_MEMBER = /65.*The last member of such a group cannot leave it/;
const account = (id: string): Target => ({ layer: "account", accountNativeId: id, nativeKey: id });
const member = (id: string, group: string): Target => ({ layer: "group", accountNativeId: id, nativeKey: group });
const held = (id: string, nativeKey: string): Target => ({
  layer: "credential",
  accountNativeId: id,
  nativeKey,
  before: { listed: true, members: 1 },
});

const on = it.skipIf(whyNot !== null);
const admin = new Admin();
let connection: Required<Connection>;
beforeAll(async () => {
  await admin.open();
  // Somebody whose password others may see to exist, for control reads.
  await admin.person("Keeper");
  connection = await opened();
});
afterAll(async () => {
  await connection.close();
  await admin.close();
});
const see = (target: Target) => connection.observe(target, signal);
const end = (target: Target) =>
  connection.revoke(
    target,
    target.layer === "account" ? "disabled" : target.layer === "group" ? "absent" : "invalidated",
    signal,
  );
const accessOf = async (id: string) => {
  const access = await connection.listAccess([id], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  return access.rows;
};

on(
  "a session bound before the lock keeps searching; Closeout shows the account disabled and still claims no session layer",
  async () => {
    const mia = await admin.person("Mia");
    const session = new Client({ url: `ldap://127.0.0.1:${PORT}` });
    await session.bind(mia.dn, `secret-of-${mia.uid}`);
    const found = await see(account(mia.id));
    const acted = await end(account(mia.id));
    const gone = await see(account(mia.id));
    // The trap: locked out, and still reading.
    expect((await session.search(mia.dn, { scope: "base" })).searchEntries).toHaveLength(1);
    await session.unbind();
    const again = new Client({ url: `ldap://127.0.0.1:${PORT}` });
    await expect(again.bind(mia.dn, `secret-of-${mia.uid}`)).rejects.toThrow("0x31");
    await again.unbind();
    expect(connection.manifest.layers.session).toBeUndefined();
    expect(shownAfter("account", "disabled", [found, acted, gone])).toBe("verified_disabled");
    // What is known of a session elsewhere keeps the account from reading as ended.
    const siblings = [{ layer: "session", key: "cannot_check" }] as const;
    expect(shownAfter("account", "disabled", [found, acted, gone], { siblings })).toBe("latent");
  },
);

on("the last member of a group of names cannot leave it (65); Closeout shows Still present", async () => {
  const mia = await admin.person("Mia");
  const group = await admin.group("Alone", "groupOfNames", { member: mia.dn });
  const refused = await end(member(mia.id, group.id));
  expect(refused.outcome).toMatchObject({ kind: "refused", reason: expect.stringMatching(LAST_MEMBER) });
  const seen = await see(member(mia.id, group.id));
  expect(seen).toMatchObject({ presence: "active", completeness: "lookup" });
  expect(shownAfter("group", "absent", ["reported", refused, seen])).toBe("still_present");
});

on("disables twice and reads it back; the lock is what the directory says, not what was asked", async () => {
  const mia = await admin.person("Mia");
  for (let turn = 0; turn < 2; turn += 1) {
    expect((await end(account(mia.id))).outcome).toEqual({ kind: "accepted" });
    expect(await see(account(mia.id))).toMatchObject({ presence: "disabled", completeness: "lookup" });
  }
  await admin.client.modify(mia.dn, [change("replace", "pwdAccountLockedTime", "20260101000000Z")]);
  expect((await see(account(mia.id))).presence).toBe("active");
});

on("a new name and another place are no absence, and a name given again is not the same account", async () => {
  const mia = await admin.person("Mia");
  await admin.client.modifyDN(mia.dn, `uid=renamed-${mia.uid},ou=services,${BASE}`);
  const twin = await admin.person("Twin", { uid: `twin-${mia.uid}` });
  expect((await see(account(mia.id))).presence).toBe("active");
  expect((await end(account(mia.id))).outcome.kind).toBe("accepted");
  expect((await see(account(twin.id))).presence).toBe("active");
  await admin.client.del(`uid=renamed-${mia.uid},ou=services,${BASE}`);
  expect(await see(account(mia.id))).toMatchObject({ presence: "absent", completeness: "lookup" });
});

on(
  "reads membership by every way: named, unique, posix, primary, nested and by rule; removes only what names the account",
  async () => {
    const mia = await admin.person("Mia", {
      objectClass: ["inetOrgPerson", "posixAccount", "ldapPublicKey"],
      uidNumber: "7001",
      gidNumber: "7100",
      homeDirectory: "/srv/mia",
    });
    const leo = await admin.person("Leo");
    const named = await admin.group("Named", "groupOfNames", { member: [mia.dn, leo.dn] });
    const outer = await admin.group("Outer", "groupOfNames", { member: [named.dn, leo.dn] });
    const top = await admin.group("Top", "groupOfNames", { member: [outer.dn, named.dn] });
    const unique = await admin.group("Unique", "groupOfUniqueNames", { uniqueMember: [mia.dn, leo.dn] });
    const posix = await admin.group("Posix", "posixGroup", { gidNumber: "7101", memberUid: [mia.uid, leo.uid] });
    const primary = await admin.group("Primary", "posixGroup", { gidNumber: "7100" });
    const rule = await admin.group("Rule", "groupOfURLs", {
      memberURL: `ldap:///ou=people,${BASE}??sub?(uid=${mia.uid})`,
    });
    const groups = (await accessOf(mia.id)).filter(({ layer }) => layer === "group");
    const all = [named, outer, top, unique, posix, primary, rule].map(({ id }) => id);
    expect(groups.map(({ nativeKey }) => nativeKey).sort()).toEqual(all.sort());
    expect(groups.find(({ nativeKey }) => nativeKey === rule.id)?.facts).toEqual({
      effective: true,
      revivedByRule: true,
    });
    for (const [group, words] of [
      [outer, "another group"],
      [primary, "primary group"],
      [rule, "by a rule"],
    ] as const) {
      expect((await end(member(mia.id, group.id))).outcome).toMatchObject({
        kind: "refused",
        reason: expect.stringContaining(words),
      });
      expect((await see(member(mia.id, group.id))).presence).toBe("active");
    }
    for (const group of [named, unique, posix]) {
      for (let turn = 0; turn < 2; turn += 1) {
        expect(["accepted", "already_absent"]).toContain((await end(member(mia.id, group.id))).outcome.kind);
        expect(await see(member(mia.id, group.id))).toMatchObject({ presence: "absent", completeness: "lookup" });
        expect((await see(member(leo.id, group.id))).presence).toBe("active");
      }
    }
    // Out of the inner group, so out of those around it.
    for (const group of [outer, top]) expect((await see(member(mia.id, group.id))).presence).toBe("absent");
  },
);

on("a group that loops into itself ends, and a group that is gone is left", async () => {
  const mia = await admin.person("Mia");
  const one = await admin.group("One", "groupOfNames", { member: mia.dn });
  const two = await admin.group("Two", "groupOfNames", { member: one.dn });
  await admin.client.modify(one.dn, [change("add", "member", two.dn)]);
  expect((await accessOf(mia.id)).filter(({ layer }) => layer === "group")).toHaveLength(2);
  await admin.client.del(one.dn);
  expect((await see(member(mia.id, one.id))).presence).toBe("absent");
  expect((await see(member(mia.id, two.id))).presence).toBe("absent");
});

on(
  "takes away the password and one key of two; says so only where others' passwords can be seen; keeps no secret",
  async () => {
    const mia = await admin.person("Mia", {
      sshPublicKey: ["ssh-ed25519 AAAAone mia@laptop", "ssh-ed25519 AAAAtwo mia@phone"],
    });
    const keys = (await accessOf(mia.id)).filter(({ layer }) => layer === "credential");
    expect(keys.map(({ label }) => label).sort()).toEqual([
      "Password",
      "SSH key ssh-ed25519 mia@laptop",
      "SSH key ssh-ed25519 mia@phone",
    ]);
    const laptop = keys.find(({ label }) => label.endsWith("laptop"))?.nativeKey ?? "";
    const phone = keys.find(({ label }) => label.endsWith("phone"))?.nativeKey ?? "";
    const kept: string[] = [];
    for (const key of ["password", laptop]) {
      for (let turn = 0; turn < 2; turn += 1) {
        const done = await end(held(mia.id, key));
        expect(["accepted", "already_absent"]).toContain(done.outcome.kind);
        const seen = await see(held(mia.id, key));
        expect(seen.presence).toBe("absent");
        kept.push(JSON.stringify([done, seen]));
      }
    }
    expect((await see(held(mia.id, phone))).presence).toBe("active");
    expect((await admin.entry(mia.dn, ["userPassword"]))["userPassword"]).toEqual([]);
    expect(kept.join()).not.toContain(`secret-of-${mia.uid}`);
    // The same question by somebody who may only see their own password proves nothing.
    const blind = await opened({ observeBindDn: mia.dn, bindDn: CAPPED });
    expect(blind.manifest.layers.credential).toBeUndefined();
  },
);

on("an account is not gone because who looks lost the right to see", async () => {
  const mia = await admin.person("Mia");
  await admin.client.del(mia.dn);
  expect((await see(account(mia.id))).presence).toBe("absent");
  const lost = await opened({ baseDn: `ou=policies,${BASE}` });
  expect(await lost.observe(account(mia.id), signal)).toMatchObject({
    presence: "unknown",
    findings: [{ code: "control_read_failed" }],
  });
});

on("a list that ends at the server's limit is not the whole list", async () => {
  const capped = await opened({ observeBindDn: CAPPED });
  const accounts = await capped.listAccounts(signal);
  expect(accounts).toMatchObject({ complete: false, failure: null, findings: [{ code: "listing_capped" }] });
  expect((await connection.listAccounts(signal)).complete).toBe(true);
});

on(
  "a list that points to another server is not the whole list, unless somebody said that nothing of ours is there",
  async () => {
    const base = `ou=elsewhere-${process.pid},${BASE}`;
    await admin.client.add(base, { objectClass: "organizationalUnit" });
    const pointer = `ou=other,${base}`;
    await admin.client.add(pointer, {
      objectClass: ["referral", "extensibleObject"],
      ou: "other",
      ref: "ldap://other.acme.test/dc=other",
    });
    const strict = await (await opened({ baseDn: base })).listAccounts(signal);
    expect(strict).toMatchObject({ rows: [], complete: false });
    const told = await (await opened({ baseDn: base, ignoreReferrals: true })).listAccounts(signal);
    expect(told).toMatchObject({ rows: [], complete: true });
    await admin.client.del(pointer, new Control("2.16.840.1.113730.3.4.2", { critical: true }));
    await admin.client.del(base);
  },
);

on("what an account owns is told apart: machines and duties; a transfer is seen in the directory", async () => {
  const mia = await admin.person("Mia");
  const leo = await admin.person("Leo");
  const bot = `cn=bot-${mia.uid},ou=services,${BASE}`;
  await admin.client.add(bot, { objectClass: "device", owner: mia.dn });
  const team = await admin.group("Team", "groupOfNames", { member: leo.dn, owner: mia.dn });
  const owned = (await accessOf(mia.id)).filter(({ layer }) => layer === "custody" || layer === "machine_identity");
  expect(owned.map(({ layer, nativeKey }) => [layer, nativeKey]).sort()).toEqual([
    ["custody", team.id],
    ["machine_identity", await admin.idOf(bot)],
  ]);
  const duty: Target = { layer: "custody", accountNativeId: mia.id, nativeKey: team.id };
  const before = await see(duty);
  expect(before.facts).toEqual({ owner: mia.id, ownerActive: true });
  await admin.client.modify(team.dn, [change("replace", "owner", leo.dn)]);
  const after = await see(duty);
  expect(after.facts).toEqual({ owner: leo.id, ownerActive: true });
  expect(shownAfter("custody", "reassigned", [before, "reported", after], { leaverKeys: [mia.id] })).toBe(
    "verified_transferred",
  );
  expect((await end(duty)).outcome.kind).toBe("unsupported");
});

on("a change whose answer is lost is unknown, and its effect is seen by looking again", async () => {
  const mia = await admin.person("Mia");
  const proxy = await startTcpFaultProxy(PORT);
  const broken = await opened({ port: proxy.port });
  // 0x66: a modify request stands after the message's header and number.
  proxy.inject("lost_reply", (piece) => piece.subarray(0, 12).includes(0x66));
  const done = await broken.revoke(account(mia.id), "disabled", signal);
  expect(done.outcome).toEqual({ kind: "unknown", cause: "connection" });
  expect(await see(account(mia.id))).toMatchObject({ presence: "disabled" });
  await proxy.close();
});

function change(operation: "add" | "replace", type: string, value: string) {
  return new Change({ operation, modification: new Attribute({ type, values: [value] }) });
}
