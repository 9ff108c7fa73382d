import { Attribute, Change, Client } from "ldapts";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Connection, Target } from "../../contract.ts";
import { shownAfter } from "../../testing/shown.ts";
import { activeDirectoryConnector } from "./index.ts";
import { Admin, BASE, config, opened, passwordOf, SECRETS, whyNot } from "./testing/domain.ts";

const on = it.skipIf(whyNot !== null);
const signal = new AbortController().signal;
const account = (id: string): Target => ({ layer: "account", accountNativeId: id, nativeKey: id });
const member = (id: string, group: string): Target => ({ layer: "group", accountNativeId: id, nativeKey: group });

const admin = new Admin();
let connection: Required<Connection>;
beforeAll(async () => {
  await admin.open();
  connection = await opened();
});
afterAll(async () => {
  await connection.close();
  await admin.close();
});

const see = (target: Target) => connection.observe(target, signal);
async function accessOf(id: string) {
  const access = await connection.listAccess([id], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  return access.rows;
}
const change = (operation: "add" | "replace" | "delete", type: string, ...all: (string | Buffer)[]) =>
  new Change({ operation, modification: new Attribute({ type, values: all.map((one) => Buffer.from(one)) }) });

on(
  "a session bound before the account was disabled keeps searching; Closeout shows Latent as long as tickets live",
  async () => {
    const mia = await admin.person("mia");
    const session = new Client({ url: "ldaps://127.0.0.1:636", tlsOptions: { ca: SECRETS.caCertificate } });
    await session.bind(`${mia.name}@ad.acme.test`, passwordOf(mia.name));
    const found = await see(account(mia.id));
    const acted = await connection.revoke(account(mia.id), "disabled", signal);
    const gone = await see(account(mia.id));
    expect((await session.search(mia.dn, { scope: "base" })).searchEntries).toHaveLength(1);
    await session.unbind();
    const again = new Client({ url: "ldaps://127.0.0.1:636", tlsOptions: { ca: SECRETS.caCertificate } });
    await expect(again.bind(`${mia.name}@ad.acme.test`, passwordOf(mia.name))).rejects.toThrow("533");
    await again.unbind();
    expect([found.presence, acted.outcome.kind, gone.presence]).toEqual(["active", "accepted", "disabled"]);
    const siblings = [{ layer: "session", key: "expires_by" }] as const;
    expect(shownAfter("account", "disabled", [found, acted, gone], { siblings })).toBe("latent");
    expect(shownAfter("account", "disabled", [found, acted, gone])).toBe("verified_disabled");
  },
);

on("disables twice, keeps every other bit, and reads it back", async () => {
  const mia = await admin.person("mia", { userAccountControl: String(512 | 0x10000) });
  for (let turn = 0; turn < 2; turn += 1) {
    expect((await connection.revoke(account(mia.id), "disabled", signal)).outcome.kind).toBe("accepted");
    expect(await see(account(mia.id))).toMatchObject({ presence: "disabled", completeness: "lookup" });
  }
  expect(String((await admin.bytes(mia.dn, "userAccountControl"))[0])).toBe(String(514 | 0x10000));
});

on("sets a password that nobody knows where asked to, keeps none, and claims no password layer for it", async () => {
  const mia = await admin.person("mia");
  const before = String((await admin.bytes(mia.dn, "pwdLastSet"))[0]);
  const resetting = await opened({ resetPassword: true });
  const done = await resetting.revoke(account(mia.id), "disabled", signal);
  expect(done.outcome.kind).toBe("accepted");
  const [modify] = done.exchanges.filter(({ method }) => method === "MODIFY");
  expect(JSON.parse(modify?.requestBody ?? "").changes[1]).toMatchObject({
    attribute: "unicodePwd",
    values: ["[redacted]"],
  });
  expect(String((await admin.bytes(mia.dn, "pwdLastSet"))[0])).not.toBe(before);
  await admin.client.modify(mia.dn, [change("replace", "userAccountControl", "512")]);
  const old = new Client({ url: "ldaps://127.0.0.1:636", tlsOptions: { ca: SECRETS.caCertificate } });
  // The trap: domain controllers take the old password for an hour longer.
  await old.bind(`${mia.name}@ad.acme.test`, passwordOf(mia.name));
  await old.unbind();
  expect((await accessOf(mia.id)).filter(({ layer }) => layer === "credential")).toEqual([]);
});

on(
  "finds people by name, sign-in name, mail and number, and says what is a service's, a machine's or the domain's own",
  async () => {
    const mia = await admin.person("mia", { proxyAddresses: "smtp:mia.alias@acme.example" });
    for (const keys of [
      { userNames: [mia.name.toUpperCase()], emails: [], externalIds: [] },
      { userNames: [], emails: [`${mia.name}@AD.acme.test`], externalIds: [] },
      { userNames: [], emails: ["Mia.Alias@acme.example"], externalIds: [] },
      { userNames: [], emails: [], externalIds: [`E-${mia.name}`] },
    ]) {
      const found = await connection.findAccounts(keys, signal);
      expect(found.rows.map(({ nativeId }) => nativeId)).toEqual([mia.id]);
    }
    await admin.client.add(`CN=gmsa1,CN=Managed Service Accounts,${BASE}`, {
      objectClass: "msDS-GroupManagedServiceAccount",
      sAMAccountName: "gmsa1$",
      "msDS-ManagedPasswordInterval": "30",
    });
    await admin.client.add(`CN=PC1,CN=Computers,${BASE}`, { objectClass: "computer", sAMAccountName: "PC1$" });
    const all = await connection.listAccounts(signal);
    expect(all.complete).toBe(true);
    const kinds = new Map(all.rows.map(({ userName, kind }) => [userName, kind]));
    expect(["krbtgt", "Administrator", "Guest", "PC1$", "gmsa1$", mia.name].map((name) => kinds.get(name))).toEqual([
      "system",
      "system",
      "system",
      "system",
      "service",
      undefined,
    ]);
    const krbtgt = all.rows.find(({ userName }) => userName === "krbtgt")?.nativeId ?? "";
    expect((await connection.revoke(account(krbtgt), "disabled", signal)).outcome.kind).toBe("refused");
  },
);

on("reads membership through groups and the primary group; takes out only of what names the account", async () => {
  const mia = await admin.person("mia");
  const direct = await admin.group("direct", { member: mia.dn });
  const outer = await admin.group("outer", { member: direct.dn });
  const groups = (await accessOf(mia.id)).filter(({ layer }) => layer === "group");
  // What every account is in is no access of the person's, and still no look calls it left.
  const users = await admin.idOf(`CN=Domain Users,CN=Users,${BASE}`);
  expect(groups.map(({ nativeKey }) => nativeKey).sort()).toEqual([direct.id, outer.id].sort());
  for (const [group, words] of [
    [outer.id, "through another group"],
    [users, "primary group, which nobody can leave"],
  ] as const) {
    const refused = await connection.revoke(member(mia.id, group), "absent", signal);
    expect(refused.outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining(words) });
    expect((await see(member(mia.id, group))).presence).toBe("active");
  }
  for (let turn = 0; turn < 2; turn += 1) {
    const done = await connection.revoke(member(mia.id, direct.id), "absent", signal);
    expect(done.outcome.kind).toBe(turn === 0 ? "accepted" : "already_absent");
    for (const { id } of [direct, outer]) {
      expect(await see(member(mia.id, id))).toMatchObject({ presence: "absent", facts: { effective: true } });
    }
  }
});

on("a new name and place are no absence; an account that is gone is absent only while others can be seen", async () => {
  const mia = await admin.person("mia");
  await admin.client.modifyDN(mia.dn, `CN=renamed ${mia.name},CN=Computers,${BASE}`);
  expect((await see(account(mia.id))).presence).toBe("active");
  await admin.client.del(`CN=renamed ${mia.name},CN=Computers,${BASE}`);
  expect(await see(account(mia.id))).toMatchObject({ presence: "absent", completeness: "lookup" });
  const elsewhere = await opened({ baseDn: `CN=Policies,CN=System,${BASE}` });
  expect((await elsewhere.observe(account(mia.id), signal)).presence).toBe("unknown");
});

on(
  "reads and takes away other ways to sign in, and delegations; shows whose password may be read, and what is managed",
  async () => {
    const mia = await admin.person("mia", { altSecurityIdentities: "X509:<I>CN=CA<S>CN=mia" });
    await admin.client.modify(mia.dn, [
      change("add", "msDS-AllowedToDelegateTo", "cifs/files.ad.acme.test", "http/web.ad.acme.test"),
    ]);
    const host = `CN=host-${mia.name.slice(0, 8)},CN=Computers,${BASE}`;
    const sid = (await admin.bytes(mia.dn, "objectSid"))[0] ?? Buffer.alloc(0);
    await admin.client.add(host, { objectClass: "computer", sAMAccountName: `H${process.pid}$`, managedBy: mia.dn });
    const service = `CN=svc-${mia.name.slice(0, 8)},CN=Managed Service Accounts,${BASE}`;
    await admin.client.add(service, [
      new Attribute({ type: "objectClass", values: ["msDS-GroupManagedServiceAccount"] }),
      new Attribute({ type: "sAMAccountName", values: [`S${process.pid}$`] }),
      new Attribute({ type: "msDS-ManagedPasswordInterval", values: ["30"] }),
      new Attribute({ type: "msDS-GroupMSAMembership", values: [descriptor(sid)] }),
    ]);
    const rows = await accessOf(mia.id);
    const hostId = await admin.idOf(host);
    expect(rows.map(({ layer }) => layer).sort()).toEqual(
      expect.arrayContaining(["credential", "delegation", "machine_identity", "session"]),
    );
    const held = rows.filter(({ nativeKey }) => /^(?:mapping|delegate-to):/.test(nativeKey));
    expect(held).toHaveLength(3);
    for (const { layer, nativeKey, before } of held) {
      const target: Target = { layer, accountNativeId: mia.id, nativeKey, ...(before === undefined ? {} : { before }) };
      const goal = layer === "credential" ? "invalidated" : "absent";
      for (let turn = 0; turn < 2; turn += 1) {
        expect(["accepted", "already_absent"]).toContain((await connection.revoke(target, goal, signal)).outcome.kind);
        expect((await see(target)).presence).toBe("absent");
      }
    }
    const serviceId = await admin.idOf(service);
    const grant: Target = {
      layer: "machine_identity",
      accountNativeId: mia.id,
      nativeKey: `reads-password-of:${serviceId}`,
    };
    expect(rows.map(({ nativeKey }) => nativeKey)).toContain(grant.nativeKey);
    expect((await see(grant)).presence).toBe("active");
    expect((await connection.revoke(grant, "reassigned", signal)).outcome.kind).toBe("unsupported");
    const other = (await admin.bytes(`CN=Administrator,CN=Users,${BASE}`, "objectSid"))[0] ?? Buffer.alloc(0);
    await admin.client.modify(service, [change("replace", "msDS-GroupMSAMembership", descriptor(other))]);
    expect((await see(grant)).presence).toBe("absent");
    expect((await see({ layer: "machine_identity", accountNativeId: mia.id, nativeKey: hostId })).facts).toEqual({
      owner: mia.id,
      ownerActive: true,
    });
  },
);

on("says in a sentence what is wrong: encryption, password, another domain", async () => {
  const ask = async (more: Readonly<Record<string, unknown>>, secrets: Readonly<Record<string, string>> = SECRETS) => {
    const parsed = activeDirectoryConnector.parseConfig(config(more));
    const options = { config: parsed.ok ? parsed.config : null, secrets, dialect: {}, connectionsMax: 1 };
    const open = { ...options, allowPrivateTargets: ["127.0.0.0/8"], deadlineMs: 5_000 };
    return (await activeDirectoryConnector.open(open).check(signal)).findings.join(" ");
  };
  expect(await ask({ port: 389, encryption: "off" })).toContain("wants the connection to be encrypted");
  expect(await ask({ port: 389, encryption: "starttls" })).toMatch(
    /^An LDAP connection bound before its account was disabled goes on.*Cannot check/,
  );
  expect(await ask({ ldapConnectionHoursMax: 8 })).toMatch(
    /no controller lists it. It is waited for: 8 h from the end/,
  );
  expect(await ask({}, { ...SECRETS, observePassword: "wrong" })).toContain("refuses the name or the password (49)");
  expect(await ask({ baseDn: "DC=other,DC=test" })).toContain("The server's domain is DC=ad,DC=acme,DC=test");
});

/** A self-relative descriptor that lets one identifier act: [MS-DTYP] 2.4.6, owner Builtin Administrators. */
function descriptor(sid: Buffer): Buffer {
  const owner = Buffer.from("01020000000000052000000020020000", "hex");
  const ace = Buffer.alloc(8);
  ace.writeUInt16LE(8 + sid.length, 2);
  ace.writeUInt32LE(0x000f01ff, 4);
  const acl = Buffer.alloc(8);
  acl.writeUInt8(2, 0);
  acl.writeUInt16LE(8 + 8 + sid.length, 2);
  acl.writeUInt16LE(1, 4);
  const head = Buffer.alloc(20);
  head.writeUInt8(1, 0);
  head.writeUInt16LE(0x8004, 2);
  head.writeUInt32LE(20, 4);
  head.writeUInt32LE(20 + owner.length, 16);
  return Buffer.concat([head, owner, acl, ace, sid]);
}
