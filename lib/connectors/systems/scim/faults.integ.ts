import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Connection, Target } from "../../contract.ts";
import { type FaultProxy, startFaultProxy } from "../../testing/fault-proxy.ts";
import { startBetterAuth } from "../../testing/servers/better-auth.ts";
import { startScimmy } from "../../testing/servers/scimmy.ts";
import type { RealScimServer } from "../../testing/servers/server.ts";
import { scimConnector } from "./index.ts";

const signal = new AbortController().signal;
const USERS = /\/Users/;
const GROUPS = /\/Groups/;

let serial = 0;
let server: RealScimServer;
let proxy: FaultProxy;
let dialect: Readonly<Record<string, unknown>>;
let person: { readonly id: string; readonly mail: string; readonly group: string };

function open(config: Readonly<Record<string, unknown>> = {}, learned = dialect): Required<Connection> {
  const parsed = scimConnector.parseConfig({ baseUrl: proxy.baseUrl, ...config });
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const options = { config: parsed.config, secrets: { token: server.token }, dialect: learned, connectionsMax: 4 };
  // The conformance suite proves that every method is there.
  return scimConnector.open({ ...options, allowPrivateTargets: ["127.0.0.0/8"] }) as Required<Connection>;
}

const account = (): Target => ({ layer: "account", accountNativeId: person.id, nativeKey: person.id });
const membership = (members = 3): Target => ({
  layer: "group",
  accountNativeId: person.id,
  nativeKey: person.group,
  before: { listed: true, members },
});
const keys = () => ({ userNames: [person.mail], emails: [person.mail], externalIds: [] });

/** The server's own state, past proxy and connector. */
async function truth(path: string): Promise<unknown> {
  return (await server.call("GET", path)).json;
}

const servers = { "@better-auth/scim": startBetterAuth, scimmy: startScimmy };

describe.each(Object.entries(servers))("SCIM under faults, real server %s", (name, start) => {
  const canAskMembers = name === "scimmy";
  let connection: Required<Connection>;

  beforeAll(async () => {
    server = await start();
    proxy = await startFaultProxy(server.baseUrl);
    // Somebody who stays, so that every server shows members in some group.
    const keeper = await server.createUser({
      userName: "keeper@acme.example",
      email: "keeper@acme.example",
      externalId: "K",
    });
    await server.createGroup("Keepers", [keeper]);
    dialect = (await open({}, {}).check(signal)).dialect;
  });
  beforeEach(async () => {
    proxy.clear();
    serial += 1;
    const users: string[] = [];
    for (const who of ["leaver", "second", "third"]) {
      const mail = `${who}-${serial}@acme.example`;
      users.push(await server.createUser({ userName: mail, email: mail, externalId: `${who}-${serial}` }));
    }
    const group = await server.createGroup(`Team ${serial}`, users);
    person = { id: users[0] ?? "", mail: `leaver-${serial}@acme.example`, group };
    connection = open();
  });
  afterAll(async () => {
    await connection.close();
    await proxy.close();
    await server.close();
  });

  // First: as soon as one group is empty, scimmy refuses every filter on members.
  it("proves the filter on members by asking about people where groups show none", async () => {
    proxy.inject("hidden_members", { path: GROUPS });
    const learned = await open({}, {}).check(signal);
    expect(learned.dialect["memberFilter"]).toBe(canAskMembers ? "honoured" : "unsupported");
    const hiding = open({}, learned.dialect);
    const hidden = { ...membership(), before: { listed: false, members: 0 } };
    expect((await hiding.observe(hidden, signal)).presence).toBe(canAskMembers ? "active" : "unknown");
    const access = await hiding.listAccess([person.id], signal);
    expect(access.complete).toBe(canAskMembers);
    expect(access.rows.map((row) => row.before)).toEqual(canAskMembers ? [hidden.before] : []);
    await hiding.revoke(hidden, "absent", signal);
    expect((await hiding.observe(hidden, signal)).presence).toBe(canAskMembers ? "absent" : "unknown");
  });

  it("does not take hidden members for no members", async () => {
    proxy.inject("hidden_members", { path: GROUPS });
    const seen = await connection.observe(membership(), signal);
    expect(seen.presence).toBe(canAskMembers ? "active" : "unknown");
    const { before: _, ...withoutBefore } = membership();
    expect((await connection.observe(withoutBefore, signal)).presence).not.toBe("absent");
  });

  it("does not take a member list that is cut short for the whole list", async () => {
    proxy.inject("cut_members", { path: GROUPS });
    const access = await connection.listAccess([person.id], signal);
    expect(access.rows).toEqual([]);
    expect(access.complete).toBe(!canAskMembers);
    const unlisted = { ...membership(), before: { listed: false, members: 1 } };
    expect((await connection.observe(unlisted, signal)).presence).toBe("unknown");
  });

  it("keeps an account active in its eyes when 200 came without effect", async () => {
    proxy.inject("no_effect", { method: "PATCH" });
    expect((await connection.revoke(account(), "disabled", signal)).outcome.kind).toBe("accepted");
    expect(await connection.observe(account(), signal)).toMatchObject({ presence: "active", completeness: "lookup" });
    await connection.revoke(membership(), "absent", signal);
    expect((await connection.observe(membership(), signal)).presence).toBe("active");
  });

  it("calls a lost reply unknown and sees the effect by looking again", async () => {
    proxy.inject("lost_reply", { method: "PATCH" });
    const done = await connection.revoke(account(), "disabled", signal);
    expect(done.outcome).toEqual({ kind: "unknown", cause: "connection" });
    expect((await connection.observe(account(), signal)).presence).toBe("disabled");
  });

  it("believes an old state only as what it shows: still active, until the new one is visible", async () => {
    proxy.inject("delayed_visibility");
    await connection.observe(account(), signal);
    await connection.revoke(account(), "disabled", signal);
    expect((await connection.observe(account(), signal)).presence).toBe("active");
    proxy.clear();
    expect((await connection.observe(account(), signal)).presence).toBe("disabled");
  });

  it.each(["wrong_user", "ignored_filter"] as const)("never takes another person's account at %s", async (fault) => {
    proxy.inject(fault, { path: USERS });
    const found = await connection.findAccounts(keys(), signal);
    expect(found.rows.filter((row) => row.nativeId !== person.id)).toEqual([]);
    expect(found).toMatchObject({ complete: false, failure: "unexpected_shape" });
    expect(found.findings?.map(({ code }) => code)).toContain("filter_not_honoured");
  });

  it("learns that filters are ignored and then reads everybody to find exactly one", async () => {
    proxy.inject("ignored_filter");
    const learned = await open({}, {}).check(signal);
    expect(learned.dialect).toMatchObject({ search: { userName: "ignored" } });
    const found = await open({}, learned.dialect).findAccounts(keys(), signal);
    expect(found.rows.map((row) => row.nativeId)).toEqual([person.id]);
    expect(found.complete).toBe(true);
  });

  it("never reports a group that does not show the member when the filter on members is ignored", async () => {
    proxy.inject("ignored_filter", { path: GROUPS });
    const access = await connection.listAccess([person.id], signal);
    expect(access.rows.map((row) => row.nativeKey)).toEqual([person.group]);
    expect(access.complete).toBe(!canAskMembers);
  });

  it("notices that removing one member emptied the group", async () => {
    proxy.inject("wiped_group", { method: "PATCH" });
    const done = await connection.revoke(membership(), "absent", signal);
    const seen = await connection.observe(membership(), signal);
    expect(seen.presence).toBe("absent");
    expect(seen.findings?.map(({ code }) => code)).toContain("group_emptied");
    expect(done.outcome.kind).not.toBe("already_absent");
    expect(JSON.stringify(await truth(`/Groups/${person.group}`))).not.toContain(person.id);
  });

  it("sees the membership stay when another member was removed instead", async () => {
    proxy.inject("wrong_member", { method: "PATCH" });
    await connection.revoke(membership(), "absent", signal);
    const seen = await connection.observe(membership(), signal);
    expect(seen.presence).toBe("active");
    expect(seen.findings?.map(({ code }) => code)).toContain("other_member_removed");
  });

  it("believes that a group is truly empty after its last members left", async () => {
    for (const id of (await connection.listAccounts(signal)).rows.map((row) => row.nativeId)) {
      await connection.revoke({ ...membership(), accountNativeId: id }, "absent", signal);
    }
    const seen = await connection.observe(membership(), signal);
    expect(seen).toMatchObject({ presence: "absent", completeness: "complete" });
  });

  it.each(["text_active", "wrong_resource"] as const)("draws nothing from %s", async (fault) => {
    await connection.revoke(account(), "disabled", signal);
    proxy.inject(fault, { path: USERS });
    expect(await connection.observe(account(), signal)).toMatchObject({
      presence: "unknown",
      failure: "unexpected_shape",
    });
    expect(
      (await connection.findAccounts(keys(), signal)).rows.filter(
        (row) => row.presence !== "unknown" && row.nativeId === person.id,
      ),
    ).toEqual([]);
  });

  it("takes the hot path in the number of requests that a bare script needs", async () => {
    const found = await connection.findAccounts(keys(), signal);
    const access = await connection.listAccess([person.id], signal);
    const before = access.rows[0]?.before;
    expect(found.complete).toBe(true);
    // One server cannot join keys. The other compares with case, so everybody is read once beside the joined search.
    expect(found.exchanges.length).toBe(2);
    expect(access.exchanges.length).toBe(1);
    expect(before).toEqual({ listed: true, members: 3 });
    proxy.seen.length = 0;
    await connection.revoke(account(), "disabled", signal);
    await connection.revoke(membership(), "absent", signal);
    await connection.observe(account(), signal);
    await connection.observe(membership(), signal);
    expect(proxy.seen).toEqual([
      `PATCH /Users/${person.id}`,
      `PATCH /Groups/${person.group}`,
      `GET /Users/${person.id}`,
      `GET /Groups/${person.group}`,
    ]);
  });

  it("switches off by a full PUT that carries active: false and keeps the rest", async () => {
    const putting = open({ deactivate: "put" });
    expect((await putting.revoke(account(), "disabled", signal)).outcome.kind).toBe("accepted");
    expect(proxy.seen.map((line) => line.split(" ")[0])).toEqual(["GET", "PUT"]);
    expect(await truth(`/Users/${person.id}`)).toMatchObject({
      active: false,
      userName: person.mail,
      emails: [{ value: person.mail }],
    });
    expect((await putting.observe(account(), signal)).presence).toBe("disabled");
  });

  it("deletes only where policy allows, twice without harm, and calls it absent after a control read", async () => {
    expect((await connection.revoke(account(), "absent", signal)).outcome.kind).toBe("unsupported");
    const deleting = open({ allowDelete: true });
    expect((await deleting.revoke(account(), "absent", signal)).outcome.kind).toBe("accepted");
    expect((await deleting.revoke(account(), "absent", signal)).outcome.kind).toBe("already_absent");
    proxy.seen.length = 0;
    expect((await deleting.observe(account(), signal)).presence).toBe("absent");
    expect(proxy.seen.length).toBe(2);
    proxy.inject("not_found");
    expect(await deleting.observe(account(), signal)).toMatchObject({
      presence: "unknown",
      findings: [{ code: "control_read_failed" }],
    });
  });
});
