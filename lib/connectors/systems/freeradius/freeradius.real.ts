import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Connection, Target } from "../../contract.ts";
import { type Device, type Manner, startDevice } from "./testing/device.ts";
import {
  asDevice,
  connectStore,
  given,
  open,
  report,
  restarted,
  type Sql,
  signal,
  target,
  why,
} from "./testing/stage.ts";

const MIA: Target = { layer: "account", accountNativeId: "mia", nativeKey: "mia" };
const MIA_PASSWORD = "mia-test-password";
let root: Sql;
let device: Device;
let connection: Required<Connection>;

const signIn = (user = "mia") => asDevice("auth", { "User-Name": user, "User-Password": MIA_PASSWORD });

/** The one open session of the leaver, as the connector lists it. */
async function openSession(from = connection): Promise<Target> {
  const { rows, complete } = await from.listAccess(["mia"], signal);
  const sessions = rows.filter(({ layer }) => layer === "session");
  expect([complete, sessions.length]).toEqual([true, 1]);
  return { layer: "session", accountNativeId: "mia", nativeKey: sessions[0]?.nativeKey ?? "" };
}

const run = target.runs ? describe : describe.skip;
if (!target.runs) describe("FreeRADIUS", () => it.skip(`could not be started: ${why}`));

run("FreeRADIUS", () => {
  beforeAll(async () => {
    root = connectStore();
    device = await startDevice(given("secret"), (session) => report("Stop", "mia", session));
  });
  afterAll(async () => {
    await device.close();
    await root.end();
  });
  beforeEach(async () => {
    for (const table of ["radcheck", "radreply", "radusergroup", "radgroupcheck", "radacct"])
      await root.unsafe(`delete from ${table}`);
    await root`insert into radcheck (username, attribute, op, value) values ('mia', 'Cleartext-Password', ':=', ${MIA_PASSWORD}),
      ('leo', 'Cleartext-Password', ':=', 'leo-test-password')`;
    await root`insert into radusergroup (username, groupname) values ('mia', 'vpn'), ('leo', 'vpn')`;
    device.manner = "ends";
    device.asked.length = 0;
    connection = open({ disconnectPort: device.port });
  });
  afterEach(() => connection.close());

  accounts();
  profiles();
  otherStops();
  endedSessions();
  openSessions();
  rights();
  passwords();
});

function accounts(): void {
  it("a disabled user is refused by the server, and goes on in the session that is open", async () => {
    expect(await signIn()).toBe("Access-Accept");
    expect(await report("Start", "mia", "s1")).toBe("Accounting-Response");
    expect((await connection.revoke(MIA, "disabled", signal)).outcome.kind).toBe("accepted");
    expect(await signIn()).toBe("Access-Reject");
    expect((await connection.observe(MIA, signal)).presence).toBe("disabled");
    expect((await connection.observe(await openSession(), signal)).presence).toBe("active");
    expect((await connection.revoke(MIA, "disabled", signal)).outcome.kind).toBe("already_absent");
  });

  it("a group that lets everybody in overrules the reject, and the user does not read disabled", async () => {
    await root`insert into radgroupcheck (groupname, attribute, op, value) values ('vpn', 'Auth-Type', ':=', 'Accept')`;
    await connection.revoke(MIA, "disabled", signal);
    expect(await signIn()).toBe("Access-Accept");
    const look = await connection.observe(MIA, signal);
    expect([look.presence, look.findings?.map(({ code }) => code)]).toEqual(["unknown", ["reply_contradicts"]]);
  });
}

function profiles(): void {
  it("a default profile that lets everybody in overrules a reject, and whoever is in no table is not gone", async () => {
    await root`delete from radusergroup where username = 'mia'`;
    await root`insert into radusergroup (username, groupname) values ('DEFAULT', 'everybody')`;
    await root`insert into radgroupcheck (groupname, attribute, op, value) values ('everybody', 'Auth-Type', ':=', 'Accept')`;
    await connection.revoke(MIA, "disabled", signal);
    const look = await connection.observe(MIA, signal);
    expect([look.presence, look.findings?.map(({ code }) => code)]).toEqual(["unknown", ["reply_contradicts"]]);
    expect((await connection.revoke(MIA, "absent", signal)).outcome.kind).toBe("accepted");
    expect(await signIn()).toBe("Access-Accept");
    expect((await connection.observe(MIA, signal)).presence).toBe("unknown");
  });

  it("a profile that the user's own row names may overrule a reject too", async () => {
    await root`insert into radcheck (username, attribute, op, value) values ('mia', 'User-Profile', ':=', 'staff')`;
    await connection.revoke(MIA, "disabled", signal);
    expect((await connection.observe(MIA, signal)).presence).toBe("unknown");
  });

  it("where another module may know the user, nothing is deleted with its reject, and in no table is not gone", async () => {
    const beside = open({ tablesOnly: false });
    const kept = await beside.revoke(MIA, "absent", signal);
    expect([kept.outcome.kind, kept.exchanges]).toEqual(["unsupported", []]);
    await connection.revoke(MIA, "absent", signal);
    const look = await beside.observe(MIA, signal);
    expect([look.presence, look.findings?.map(({ code }) => code)]).toEqual(["unknown", ["control_read_failed"]]);
    expect((await beside.check(signal)).findings.join(" ")).toContain("in the tables alone");
    await beside.close();
  });
}

function otherStops(): void {
  it("a session that begins again under its number is open, although its old stop stands in accounting", async () => {
    await report("Start", "mia", "s1");
    const session = await openSession();
    await report("Stop", "mia", "s1");
    expect((await connection.observe(session, signal)).presence).toBe("absent");
    await root`update radacct set acctstarttime = acctstarttime - interval '1 minute',
      acctupdatetime = acctupdatetime - interval '1 minute', acctstoptime = acctstoptime - interval '1 minute'`;
    await report("Start", "mia", "s1");
    const [row] = await root`select acctstoptime from radacct`;
    expect(row?.["acctstoptime"]).not.toBeNull();
    expect((await connection.observe(session, signal)).presence).toBe("active");
    expect(await openSession()).toEqual(session);
    expect((await connection.revoke(session, "invalidated", signal)).outcome.kind).toBe("accepted");
    expect(device.asked).toEqual(["s1"]);
  });

  it("a device that begins anew stops all its sessions in accounting, and none of them is seen ended by that", async () => {
    await report("Start", "mia", "s1");
    const session = await openSession();
    expect(await restarted()).toBe("Accounting-Response");
    const look = await connection.observe(session, signal);
    expect([look.presence, look.findings?.map(({ code }) => code)]).toEqual(["unknown", ["reply_contradicts"]]);
  });

  it("the stop of another session under the same id is not this one's", async () => {
    await report("Start", "mia", "s1");
    const session = await openSession();
    await report("Stop", "mia", "s1");
    await root`update radacct set acctsessionid = 's2'`;
    expect((await connection.observe(session, signal)).presence).toBe("unknown");
  });
}

function endedSessions(): void {
  it("a session is ended by the device that reported it, and reads ended once accounting has its stop", async () => {
    await report("Start", "mia", "s1");
    const session = await openSession();
    const seen = await connection.observe(session, signal);
    expect([seen.presence, typeof seen.facts.issuedAt]).toEqual(["active", "number"]);
    const done = await connection.revoke(session, "invalidated", signal);
    expect([done.outcome.kind, device.asked]).toEqual(["accepted", ["s1"]]);
    expect(await connection.observe(session, signal)).toMatchObject({ presence: "absent", completeness: "lookup" });
    expect((await connection.revoke(session, "invalidated", signal)).outcome.kind).toBe("already_absent");
    expect(device.asked).toEqual(["s1"]);
  });

  it.each<[Manner, string]>([
    ["lies", "accepted"],
    ["forged", "unknown"],
    ["silent", "unknown"],
  ])("a device that %s: the act is %s, and the session stays open", async (manner, outcome) => {
    device.manner = manner;
    await report("Start", "mia", "s1");
    const session = await openSession();
    expect((await connection.revoke(session, "invalidated", signal)).outcome.kind).toBe(outcome);
    expect((await connection.observe(session, signal)).presence).toBe("active");
  });

  it("FreeRADIUS itself takes our request and answers it; its reasons for a refusal are read", async () => {
    const here = open({ disconnectHost: "127.0.0.1", disconnectPort: Number(given("disconnect")) });
    const came: string[] = [];
    for (const id of ["s1", "forgotten", "kept"]) {
      await root`delete from radacct`;
      await report("Start", "mia", id);
      const { outcome } = await here.revoke(await openSession(here), "invalidated", signal);
      came.push("reason" in outcome ? `${outcome.kind}: ${outcome.reason}` : outcome.kind);
    }
    expect(came).toEqual([
      "accepted",
      "already_absent",
      "refused: the device refuses (Disconnect-NAK): administratively prohibited",
    ]);
    await here.close();
  });
}

function openSessions(): void {
  it("a device that nobody is, and one in a range that is not allowed, leave it unknown and are not asked twice", async () => {
    await report("Start", "mia", "s1");
    const session = await openSession();
    const nobody = open({ disconnectPort: 1 });
    expect((await nobody.revoke(session, "invalidated", signal)).outcome.kind).toBe("unknown");
    await root`update radacct set nasipaddress = '192.0.2.1'`;
    const blocked = await connection.revoke(session, "invalidated", signal);
    expect(blocked.outcome).toEqual({ kind: "unknown", cause: "blocked_address" });
    expect(device.asked).toEqual([]);
    await nobody.close();
  });

  it("a session that its device stopped reporting, and one whose record was deleted, are neither open nor ended", async () => {
    await report("Start", "mia", "s1");
    const patient = open({ staleAfterSeconds: 900 });
    const session = await openSession();
    expect((await patient.observe(session, signal)).presence).toBe("active");
    await root`update radacct set acctstarttime = now() - interval '1 hour', acctupdatetime = now() - interval '16 minutes'`;
    expect((await patient.observe(session, signal)).presence).toBe("unknown");
    await report("Interim-Update", "mia", "s1");
    expect((await patient.observe(session, signal)).presence).toBe("active");
    await root`delete from radacct`;
    expect((await patient.observe(session, signal)).presence).toBe("unknown");
    await patient.close();
  });
}

function rights(): void {
  it("without the secret of the devices sessions are seen and not promised to be ended", async () => {
    const { freeradiusConnector } = await import("./index.ts");
    const config = { host: "127.0.0.1", user: "x" };
    const blind = freeradiusConnector.open({ config, secrets: { password: "x" }, dialect: {}, connectionsMax: 1 });
    expect(blind.manifest.layers.session).toMatchObject({ act: false, observe: true });
    expect(connection.manifest.layers.session).toMatchObject({ act: true, observe: true });
  });

  it("a role that may only read is told which rights acting needs", async () => {
    await root.unsafe("create role narrow login password 'narrow-password'");
    await root.unsafe("grant select on all tables in schema public to narrow");
    const narrow = open({ observeUser: "narrow" });
    expect((await narrow.check(signal)).authorised).toBe(false);
    await narrow.close();
    const { findings, authorised } = await connection.check(signal);
    expect([authorised, findings]).toEqual([true, []]);
    await root.unsafe("drop owned by narrow");
    await root.unsafe("drop role narrow");
  });
}

function passwords(): void {
  it("a password is taken away and opens nothing any more; its value is kept nowhere", async () => {
    const access = await connection.listAccess(["mia"], signal);
    expect(access.rows.map(({ layer, nativeKey }) => `${layer} ${nativeKey}`)).toEqual([
      "credential Cleartext-Password",
      "group vpn",
    ]);
    const password: Target = { layer: "credential", accountNativeId: "mia", nativeKey: "Cleartext-Password" };
    const done = await connection.revoke(password, "invalidated", signal);
    const look = await connection.observe(password, signal);
    expect([done.outcome.kind, look.presence, await signIn()]).toEqual(["accepted", "absent", "Access-Reject"]);
    expect(JSON.stringify([access, done, look])).not.toContain(MIA_PASSWORD);
  });

  it("a user is deleted only where policy allows it, and reads absent while others are there", async () => {
    const careful = open({ allowDelete: false });
    expect((await careful.revoke(MIA, "absent", signal)).outcome.kind).toBe("unsupported");
    expect((await connection.revoke(MIA, "absent", signal)).outcome.kind).toBe("accepted");
    expect((await connection.observe(MIA, signal)).presence).toBe("absent");
    await root`delete from radcheck`;
    await root`delete from radusergroup`;
    expect((await connection.observe(MIA, signal)).presence).toBe("unknown");
    await careful.close();
  });
}
