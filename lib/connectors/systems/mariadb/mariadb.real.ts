import { type Connection as Client, createConnection, type RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection, Target } from "../../contract.ts";
import { manifestProblems } from "../../registry.ts";
import { shownAfter } from "../../testing/shown.ts";
import { mariadbConnector } from "./index.ts";

const target = await realTarget("mariadb");
const signal = new AbortController().signal;
const MIA = "mia@%";
const LOOKER_PASSWORD = "test-password-of-who-looks";
const MIA_PASSWORD = "test-password-of-mia";
const place = target.runs
  ? { port: target.ports["mariadb"] ?? 0, user: target.values["user"] ?? "", password: target.values["password"] ?? "" }
  : { port: 0, user: "", password: "" };

let root: Client;
let connection: Required<Connection>;

function client(user: string, password: string): Promise<Client> {
  return createConnection({ host: "127.0.0.1", port: place.port, user, password, multipleStatements: true });
}

function open(more: Readonly<Record<string, unknown>> = {}, secrets = {}): Required<Connection> {
  const raw = { host: "127.0.0.1", port: place.port, user: place.user, observeUser: "closeout_look", allowDrop: true };
  const parsed = mariadbConnector.parseConfig({ ...raw, ...more });
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const caCertificate = target.runs ? (target.values["ca"] ?? "") : "";
  const all = { password: place.password, observePassword: LOOKER_PASSWORD, caCertificate, ...secrets };
  const options = { config: parsed.config, secrets: all, dialect: {}, connectionsMax: 4, deadlineMs: 10_000 };
  // manifestProblems is asserted below: every method is there.
  return mariadbConnector.open({ ...options, allowPrivateTargets: ["127.0.0.0/8"] }) as Required<Connection>;
}

function account(nativeId: string): Target {
  return { layer: "account", accountNativeId: nativeId, nativeKey: nativeId };
}

async function targetsOf(layer: Target["layer"]): Promise<readonly Target[]> {
  const { rows } = await connection.listAccess([MIA], signal);
  return rows.filter((row) => row.layer === layer);
}

/** A look that follows KILL as late as the manifest asks. */
async function untilGone(one: Target) {
  for (;;) {
    const seen = await connection.observe(one, signal);
    if (seen.presence !== "active") return seen;
  }
}

if (!target.runs) describe("MariaDB", () => it.skip(`could not be started: ${target.why}`));

describe.runIf(target.runs)("MariaDB", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    root = await client(place.user, place.password);
    await root.query(`create or replace user closeout_look identified by '${LOOKER_PASSWORD}'`);
    await root.query("grant select on mysql.* to closeout_look; grant process on *.* to closeout_look");
    await root.query(
      "create or replace database sales; create table sales.t (id int); create or replace role payables",
    );
    await root.query("create or replace role ledger; grant payables to ledger");
    connection = open();
  });
  beforeEach(async () => {
    await root.query(`create or replace user mia identified by '${MIA_PASSWORD}'`);
  });
  afterAll(async () => {
    await root?.query("drop user if exists mia; drop user if exists mia@localhost; drop user closeout_look");
    await root?.query("drop role payables; drop role ledger; drop database sales");
    await root?.end();
  });
  accounts();
  sessions();
  rights();
  limits();
});

function accounts(): void {
  it("finds every host of one user as an account of its own, over TLS that checks the server", async () => {
    expect(manifestProblems(connection)).toEqual([]);
    await root.query("create user mia@localhost identified by 'x'");
    const found = await connection.findAccounts({ userNames: ["Mia"], emails: [], externalIds: [] }, signal);
    expect(found).toMatchObject({ complete: true, failure: null });
    expect(found.rows.map(({ nativeId }) => nativeId).sort()).toEqual([MIA, "mia@localhost"]);
    await connection.revoke(account(MIA), "disabled", signal);
    const seen = await connection.observe(account("mia@localhost"), signal);
    expect(seen.presence).toBe("active");
    await root.query("drop user mia@localhost");
  });
  it("locks an account, sees it locked by another user, and may do so twice", async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const done = await connection.revoke(account(MIA), "disabled", signal);
      expect(done.outcome).toEqual({ kind: "accepted" });
      const seen = await connection.observe(account(MIA), signal);
      expect(shownAfter("account", "disabled", [done, seen])).toBe("verified_disabled");
    }
    await expect(client("mia", MIA_PASSWORD)).rejects.toThrow(/account is locked/i);
  });
  it("drops an account and sees it absent; what was never there is absent too", async () => {
    const done = await connection.revoke(account(MIA), "absent", signal);
    expect(done.outcome).toEqual({ kind: "accepted" });
    expect((await connection.observe(account(MIA), signal)).presence).toBe("absent");
    expect((await connection.revoke(account(MIA), "absent", signal)).outcome.kind).toBe("already_absent");
    expect((await connection.observe(account("never-there"), signal)).presence).toBe("absent");
  });
  it("acts on names that try to be statements, and on every kind of letter, and on nobody else", async () => {
    for (const name of ["'; drop user closeout_look; -- x", "back\\slash'quote`tick", "名前", "a@b"]) {
      await root.query("create user ? identified by 'x'", [name]);
      const nativeId = `${name}@%`;
      expect((await connection.observe(account(nativeId), signal)).presence).toBe("active");
      expect((await connection.revoke(account(nativeId), "disabled", signal)).outcome.kind).toBe("accepted");
      expect((await connection.observe(account(nativeId), signal)).presence).toBe("disabled");
      expect((await connection.revoke(account(nativeId), "absent", signal)).outcome.kind).toBe("accepted");
    }
    expect((await connection.observe(account("closeout_look@%"), signal)).presence).toBe("active");
  });
}

function sessions(): void {
  it("a session survives ACCOUNT LOCK until it is ended; Closeout shows the account Latent", async () => {
    const mia = await client("mia", MIA_PASSWORD);
    const [one] = await targetsOf("session");
    if (one === undefined) throw new Error("no session");
    const locked = await connection.revoke(account(MIA), "disabled", signal);
    const closed = await connection.observe(account(MIA), signal);
    const [rows] = await mia.query("select 7 as still");
    expect(rows).toEqual([{ still: 7 }]);
    const key = shownAfter("session", "invalidated", [locked, await connection.observe(one, signal)]);
    expect(key).toBe("still_present");
    expect(shownAfter("account", "disabled", [locked, closed], { siblings: [{ layer: "session", key }] })).toBe(
      "latent",
    );
    mia.on("error", () => undefined);
    const ended = await connection.revoke(one, "invalidated", signal);
    expect(ended.outcome).toEqual({ kind: "accepted" });
    const seen = await untilGone(one);
    expect(shownAfter("session", "invalidated", [ended, seen])).toBe("verified_removed");
    await expect(mia.query("select 1")).rejects.toThrow();
  });
  it("knows nothing of other people's sessions without PROCESS, and names the right", async () => {
    const mia = await client("mia", MIA_PASSWORD);
    const [one] = await targetsOf("session");
    if (one === undefined) throw new Error("no session");
    await root.query("revoke process on *.* from closeout_look");
    const seen = await connection.observe(one, signal);
    const { findings } = await connection.check(signal);
    await root.query("grant process on *.* to closeout_look");
    expect(seen.presence).toBe("unknown");
    expect(findings.join(" ")).toContain("PROCESS");
    await mia.end();
  });
}

function rights(): void {
  it("the default role setting survives REVOKE of the role; Closeout shows it Still present until it is taken", async () => {
    await root.query("grant payables to mia; set default role payables for mia");
    const [role] = await targetsOf("group");
    const setting = (await targetsOf("entitlement")).find(({ nativeKey }) => nativeKey === "default_role:payables");
    if (role === undefined || setting === undefined) throw new Error("no role");
    const left = await connection.revoke(role, "absent", signal);
    const gone = await connection.observe(role, signal);
    expect(shownAfter("group", "absent", [left, gone])).toBe("verified_removed");
    const kept = await connection.observe(setting, signal);
    expect(shownAfter("entitlement", "absent", [left, kept])).toBe("still_present");
    const taken = await connection.revoke(setting, "absent", signal);
    const seen = await connection.observe(setting, signal);
    expect(shownAfter("entitlement", "absent", [taken, seen])).toBe("verified_removed");
  });
  it("shows a role as held while another role brings it", async () => {
    await root.query("grant payables to mia; grant ledger to mia");
    const roles = await targetsOf("group");
    const one = (name: string) => {
      const found = roles.find(({ nativeKey }) => nativeKey === name);
      if (found === undefined) throw new Error(`no role ${name}`);
      return found;
    };
    await connection.revoke(one("payables"), "absent", signal);
    expect((await connection.observe(one("payables"), signal)).presence).toBe("active");
    expect((await connection.revoke(one("payables"), "absent", signal)).outcome.kind).toBe("refused");
    await connection.revoke(one("ledger"), "absent", signal);
    expect((await connection.observe(one("payables"), signal)).presence).toBe("absent");
    expect((await connection.revoke(one("payables"), "absent", signal)).outcome.kind).toBe("already_absent");
  });
  it("takes every grant, also the right to pass one on that outlives its grant", async () => {
    await root.query("grant reload on *.* to mia with grant option; grant select on sales.* to mia with grant option");
    await root.query("grant insert, update (id) on sales.t to mia");
    const rights = await targetsOf("entitlement");
    expect(rights.map(({ nativeKey }) => nativeKey)).toEqual(["global", "database:sales"]);
    for (const right of rights) {
      expect((await connection.observe(right, signal)).presence).toBe("active");
      const taken = await connection.revoke(right, "absent", signal);
      expect(taken.outcome).toEqual({ kind: "accepted" });
      expect((await connection.observe(right, signal)).presence).toBe("absent");
    }
    const [shown] = await root.query("show grants for mia");
    expect(JSON.stringify(shown)).not.toMatch(/RELOAD|SELECT|INSERT|UPDATE|GRANT OPTION/);
  });
  it("makes the password one that nobody can type, and sees it", async () => {
    const [secret] = await targetsOf("credential");
    if (secret === undefined) throw new Error("no credential");
    const done = await connection.revoke(secret, "invalidated", signal);
    const seen = await connection.observe(secret, signal);
    expect(shownAfter("credential", "invalidated", [done, seen])).toBe("verified_removed");
    await expect(client("mia", MIA_PASSWORD)).rejects.toThrow(/denied/i);
  });
}

function limits(): void {
  it.each([
    ["a wrong password", {}, { observePassword: "wrong" }, "user or the password"],
    ["a certificate of an unknown authority", {}, { caCertificate: "" }, "certificate is not trusted"],
    ["a certificate for another name", { host: "localhost" }, {}, "certificate is not trusted"],
    ["a port where nothing listens", { port: 9 }, {}, "Nothing listens"],
    ["a host without an address", { host: "db.invalid" }, {}, "name is not known"],
    ["a private address that nobody allowed", { host: "10.1.2.3" }, {}, "private"],
  ])("says in a sentence what is wrong, and nothing turns green: %s", async (_what, config, secrets, sentence) => {
    const wrong = open(config, secrets);
    expect((await wrong.check(signal)).findings.join(" ")).toContain(sentence);
    expect(await wrong.observe(account(MIA), signal)).toMatchObject({ presence: "unknown" });
    expect(await wrong.listAccounts(signal)).toMatchObject({ rows: [], complete: false });
  });
  it("does not lock the account with which it signs in, and lets no password out", async () => {
    const [[own]] = await root.query<RowDataPacket[]>("select current_user() as me");
    const done = await connection.revoke(account(String(own?.["me"])), "disabled", signal);
    expect(done.outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining("signs in") });
    const kept = JSON.stringify([done, await connection.check(signal), await connection.listAccess([MIA], signal)]);
    for (const secret of [place.password, LOOKER_PASSWORD, MIA_PASSWORD]) expect(kept).not.toContain(secret);
  });
}
