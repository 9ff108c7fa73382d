import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { manifestProblems } from "../../../registry.ts";
import { shownAfter } from "../../../testing/shown.ts";
import { limits, property } from "./property-suite.ts";
import { Stage } from "./server-stage.ts";
import { ACTOR_PASSWORD, account, accountOf, open, type Server, signal, targetsOf } from "./stage.ts";

/** Everything that PostgreSQL must show of Closeout's promises, on a server that really runs. */
export function postgresqlSuite(name: string, start: () => Promise<Server>): void {
  describe(name, { timeout: 60_000 }, () => {
    const at = new Stage();
    beforeAll(async () => at.start(await start()), 120_000);
    beforeEach(() => at.freshMia());
    afterAll(() => at.close());
    accounts(at);
    sessions(at);
    rights(at);
    property(at);
    limits(at);
  });
}

function accounts(at: Stage): void {
  it("finds a role by name, letter case aside, and says completely that nobody carries a stranger's keys", async () => {
    expect(manifestProblems(at.connection)).toEqual([]);
    const found = await at.connection.findAccounts({ userNames: ["MIA"], emails: [], externalIds: ["x"] }, signal);
    expect(found).toMatchObject({ complete: true, rows: [{ nativeId: at.mia, presence: "active" }] });
    const none = await at.connection.findAccounts({ userNames: ["mi", "mia%"], emails: [], externalIds: [] }, signal);
    expect(none).toMatchObject({ complete: true, rows: [] });
  });
  it("calls the server's own roles system accounts", async () => {
    const { rows } = await at.connection.listAccounts(signal);
    expect(rows.find(({ userName }) => userName === "pg_monitor")?.kind).toBe("system");
    expect(rows.find(({ nativeId }) => nativeId === at.mia)?.kind).toBeUndefined();
  });
  it("disables a role, sees it disabled by another role, and may do so twice", async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const done = await at.connection.revoke(account(at.mia), "disabled", signal);
      expect(done.outcome).toEqual({ kind: "accepted" });
      const seen = await at.connection.observe(account(at.mia), signal);
      expect(seen.presence).toBe("disabled");
      expect(shownAfter("account", "disabled", [done, seen])).toBe("verified_disabled");
    }
    await expect(at.session()).rejects.toThrow(/not permitted to log in|password authentication failed/);
  });
  it("does not call a role disabled whose password alone has ended", async () => {
    await at.root.unsafe("alter role mia valid until '2001-01-01'");
    expect((await at.connection.observe(account(at.mia), signal)).presence).toBe("active");
  });
  it("sees a role that was dropped as absent, and one created anew under its name as come back", async () => {
    const dropped = await at.connection.revoke(account(at.mia), "absent", signal);
    const gone = await at.connection.observe(account(at.mia), signal);
    expect(gone).toMatchObject({ presence: "absent", facts: {} });
    await at.root.unsafe("create role mia login");
    const again = await at.connection.observe(account(at.mia), signal);
    expect(again.facts.recreatedAs).toBe((await accountOf(at.connection, "mia")).nativeId);
    expect(shownAfter("account", "absent", [dropped, gone, again])).toBe("came_back");
    const never = await at.connection.observe(account("never-there"), signal);
    expect(never.presence).toBe("absent");
  });
  it("reads and acts on names of every kind of letter, and on names that try to be statements", async () => {
    const names = ['"; drop role heir; --', "O'Neil \\ $1 %I", "Zoë Åström", "名前", "🦊 fox", "e\u0301ve"];
    for (const name of names) {
      await at.root`select set_config('test.name', ${name}, false)`;
      await at.root.unsafe(`do $$ begin execute format('create role %I login', current_setting('test.name')); end $$`);
      const { nativeId, userName } = await accountOf(at.connection, name);
      expect(userName).toBe(name);
      expect((await at.connection.revoke(account(nativeId), "disabled", signal)).outcome.kind).toBe("accepted");
      expect((await at.connection.observe(account(nativeId), signal)).presence).toBe("disabled");
      expect((await at.connection.revoke(account(nativeId), "absent", signal)).outcome.kind).toBe("accepted");
    }
    expect((await accountOf(at.connection, "heir")).presence).toBe("active");
  });
}

function sessions(at: Stage): void {
  it("a session survives NOLOGIN; Closeout shows the account Latent until that session is ended", async () => {
    const [first, second] = [await at.session(), await at.session("postgres")];
    const targets = await targetsOf(at.connection, at.mia, "session");
    expect(targets).toHaveLength(2);
    const disabled = await at.connection.revoke(account(at.mia), "disabled", signal);
    const closed = await at.connection.observe(account(at.mia), signal);
    expect(await first`select 7 as still`).toEqual([{ still: 7 }]);
    for (const target of targets) {
      const open = await at.connection.observe(target, signal);
      const key = shownAfter("session", "invalidated", [disabled, open]);
      expect(key).toBe("still_present");
      expect(shownAfter("account", "disabled", [disabled, closed], { siblings: [{ layer: "session", key }] })).toBe(
        "latent",
      );
    }
    for (const target of targets) {
      const ended = await at.connection.revoke(target, "invalidated", signal);
      expect(ended.outcome).toEqual({ kind: "accepted" });
      const seen = await at.connection.observe(target, signal);
      expect(seen).toMatchObject({ presence: "absent", completeness: "complete" });
      expect(shownAfter("session", "invalidated", [ended, seen])).toBe("verified_removed");
      expect((await at.connection.revoke(target, "invalidated", signal)).outcome.kind).toBe("already_absent");
    }
    await expect(first`select 1`).rejects.toThrow();
    await second.end().catch(() => undefined);
  });
  it("ends the session that was meant and no other that has its number", async () => {
    const sql = await at.session();
    const target = await at.only("session");
    const other = {
      ...target,
      nativeKey: target.nativeKey.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
    };
    expect((await at.connection.revoke(other, "invalidated", signal)).outcome.kind).toBe("already_absent");
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
    await sql.end();
  });
  it("knows nothing of sessions without pg_read_all_stats, and names the right", async () => {
    const sql = await at.session();
    const target = await at.only("session");
    const blind = await open(at.server, { observeUser: "closeout_act" }, { observePassword: ACTOR_PASSWORD });
    expect((await blind.check(signal)).findings.join(" ")).toContain("pg_read_all_stats");
    const seen = await blind.observe(target, signal);
    expect(seen.presence).toBe("unknown");
    expect(shownAfter("session", "invalidated", ["reported", seen])).not.toMatch(/^verified/);
    expect(await blind.listAccess([at.mia], signal)).toMatchObject({ complete: false });
    await sql.end();
  });
}

function rights(at: Stage): void {
  it("shows a membership as held while any way to it is left", async () => {
    const roles = ["payables", "ledger"];
    for (const role of roles) await at.root.unsafe(`create role ${role}`);
    await at.root.unsafe("grant payables to ledger; grant payables, ledger to mia");
    const held = await targetsOf(at.connection, at.mia, "group");
    const [direct, through] = roles.map((role) => held.find(({ label }) => label === role));
    if (direct === undefined || through === undefined) throw new Error("memberships are missing");
    const left = await at.connection.revoke(direct, "absent", signal);
    expect(left.outcome.kind).toBe("accepted");
    const still = await at.connection.observe(direct, signal);
    expect(still).toMatchObject({ presence: "active", facts: { effective: true } });
    expect(shownAfter("group", "absent", [left, still])).toBe("still_present");
    expect((await at.connection.revoke(direct, "absent", signal)).outcome.kind).toBe("refused");
    await at.connection.revoke(through, "absent", signal);
    for (const target of [direct, through])
      expect((await at.connection.observe(target, signal)).presence).toBe("absent");
    expect((await at.connection.revoke(direct, "absent", signal)).outcome.kind).toBe("already_absent");
    await at.root.unsafe("drop role ledger; drop role payables");
  });
  it("sees a password, and that it is gone, without reading it", async () => {
    const target = await at.only("credential");
    expect((await at.connection.observe(target, signal)).presence).toBe("active");
    const taken = await at.connection.revoke(target, "invalidated", signal);
    const seen = await at.connection.observe(target, signal);
    expect(shownAfter("credential", "invalidated", [taken, seen])).toBe("verified_removed");
    expect(JSON.stringify([taken, seen, target])).not.toMatch(/SCRAM-SHA-256\$\d/);
  });
  it("takes a right of the role away", async () => {
    await at.root.unsafe("alter role mia createdb bypassrls");
    const held = await targetsOf(at.connection, at.mia, "entitlement");
    expect(held.map(({ label }) => label)).toEqual(["May create databases", "Bypasses row security"]);
    for (const target of held) {
      expect((await at.connection.observe(target, signal)).presence).toBe("active");
      await at.connection.revoke(target, "absent", signal);
      expect((await at.connection.observe(target, signal)).presence).toBe("absent");
    }
  });
}
