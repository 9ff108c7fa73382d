import { expect, it } from "vitest";
import { shownAfter } from "../../../testing/shown.ts";
import type { Stage } from "./server-stage.ts";
import { ACTOR_PASSWORD, account, accountOf, MIA_PASSWORD, open, signal, targetsOf } from "./stage.ts";

export function property(at: Stage): void {
  it("DROP fails per database; what is owned in every database is reassigned first, also where nobody is let in", async () => {
    await at.root.unsafe("alter database attic allow_connections true");
    for (const database of ["sales", "attic"]) {
      await at.in(
        database,
        "drop table if exists orders; create table orders (id int); alter table orders owner to mia",
      );
      await at.in(database, "create table if not exists rates (id int); grant select on rates to mia");
    }
    await at.root.unsafe("alter database attic allow_connections false");
    const dropped = await at.connection.revoke(account(at.mia), "absent", signal);
    expect(dropped.outcome).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("objects in database sales"),
    });
    const owned = await targetsOf(at.connection, at.mia, "custody");
    const [attic, sales] = ["attic", "sales"].map((name) => owned.find(({ label }) => label.endsWith(name)));
    if (attic === undefined || sales === undefined) throw new Error("property is missing");
    const refused = await at.connection.revoke(attic, "reassigned", signal);
    expect(refused.outcome).toEqual({ kind: "refused", reason: "database attic takes no connections" });
    const kept = await at.connection.observe(attic, signal);
    expect(kept).toMatchObject({ presence: "active", facts: { owner: at.mia } });
    await at.root.unsafe("alter database attic allow_connections true");
    const leaverKeys = [at.mia];
    for (const target of [attic, sales]) {
      const given = await at.connection.revoke(target, "reassigned", signal);
      expect(given.outcome.kind).toBe("accepted");
      const seen = await at.connection.observe(target, signal);
      expect(seen.facts).toEqual({ owner: (await accountOf(at.connection, "heir")).nativeId, ownerActive: true });
      expect(shownAfter("custody", "reassigned", [given, seen], { leaverKeys })).toBe("verified_transferred");
    }
  });
  it("takes grants only where nothing is owned, so that nothing is dropped", async () => {
    await at.in("sales", "drop table if exists orders; create table orders (id int); alter table orders owner to mia");
    await at.in("sales", "create table if not exists rates (id int); grant select on rates to mia");
    const grants = await at.only("entitlement");
    const early = await at.connection.revoke(grants, "absent", signal);
    expect(early.outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining("still owns") });
    await at.connection.revoke(await at.only("custody"), "reassigned", signal);
    const taken = await at.connection.revoke(grants, "absent", signal);
    expect(taken.outcome.kind).toBe("accepted");
    const seen = await at.connection.observe(grants, signal);
    expect(shownAfter("entitlement", "absent", [taken, seen])).toBe("verified_removed");
    await at.in("sales", "select * from orders");
  });
}

export function limits(at: Stage): void {
  it("a CREATEROLE service account cannot alter superusers; the refusal is reported and nothing turns green", async () => {
    await at.root.unsafe("alter role mia superuser");
    const acting = await open(at.server, { user: "closeout_act" }, { password: ACTOR_PASSWORD });
    const done = await acting.revoke(account(at.mia), "disabled", signal);
    expect(done.outcome).toMatchObject({ kind: "refused", reason: expect.stringMatching(/^42501: /) });
    const seen = await acting.observe(account(at.mia), signal);
    expect(seen.presence).toBe("active");
    expect(shownAfter("account", "disabled", [done, seen])).toBe("still_present");
    expect((await acting.check(signal)).findings.join(" ")).toContain("beyond the role that acts");
  });
  it("does not close the role with which it signs in itself", async () => {
    const { nativeId } = await accountOf(at.connection, at.server.user);
    const done = await at.connection.revoke(account(nativeId), "disabled", signal);
    expect(done.outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining("signs in") });
  });
  it("runs no function that somebody planted in a database in place of the server's own", async () => {
    await at.in(
      "postgres",
      "create or replace function public.format(text, name) returns text language plpgsql as $$ begin return 'alter role heir nologin'; end $$",
    );
    await at.connection.revoke(account(at.mia), "disabled", signal);
    await at.in("postgres", "drop function public.format(text, name)");
    expect((await accountOf(at.connection, "heir")).presence).toBe("active");
    expect((await accountOf(at.connection, "mia")).presence).toBe("disabled");
  });
  it.each([
    ["a wrong password", {}, { password: "wrong", observePassword: "wrong" }, "user or the password"],
    ["a database that is not there", { database: "void" }, {}, 'database "void" does not exist'],
    ["a server that does not encrypt", { tls: "verify" }, {}, "whether the server encrypts"],
    ["a port where nothing listens", { port: 9 }, {}, "Nothing listens"],
    ["a host without an address", { host: "db.invalid" }, {}, "name is not known"],
    ["a private address that nobody allowed", { host: "10.1.2.3" }, {}, "private"],
  ])("says in a sentence what is wrong: %s", async (_what, config, secrets, sentence) => {
    const connection = await open(at.server, config, secrets);
    expect((await connection.check(signal)).findings.join(" ")).toContain(sentence);
    expect(await connection.observe(account(at.mia), signal)).toMatchObject({ presence: "unknown" });
    const done = await connection.revoke(account(at.mia), "disabled", signal);
    expect(["unknown", "refused"]).toContain(done.outcome.kind);
    expect(await connection.listAccounts(signal)).toMatchObject({ rows: [], complete: false });
  });
  it("lets no password out in anything it keeps", async () => {
    const kept = [
      await at.connection.check(signal),
      await at.connection.listAccess([at.mia], signal),
      await at.connection.revoke(account(at.mia), "disabled", signal),
    ];
    for (const secret of [at.server.password, MIA_PASSWORD, ACTOR_PASSWORD])
      expect(JSON.stringify(kept)).not.toContain(secret);
  });
}
