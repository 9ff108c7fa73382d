import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Connection, Look, Target } from "../../contract.ts";
import { manifestProblems } from "../../registry.ts";
import { shownAfter } from "../../testing/shown.ts";
import { openAmqp } from "./testing/amqp.ts";
import { AMQP_PORT, asGuest, open, PASSWORDS, prepare, signal, target, why } from "./testing/broker.ts";

const MIA: Target = { layer: "account", accountNativeId: "mia", nativeKey: "mia" };
const PASSWORD = "test-password-of-mia";
let connection: Required<Connection>;

async function targetsOf(layer: Target["layer"]) {
  const { rows } = await connection.listAccess(["mia"], signal);
  return rows.filter((row) => row.layer === layer);
}

/** The broker's list follows its nodes' statistics, some seconds late. */
async function until<T>(ask: () => Promise<T>, good: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
  }
}

if (!target.runs) describe("RabbitMQ", () => it.skip(`could not be started: ${why}`));

describe.runIf(target.runs)("RabbitMQ", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await prepare();
    connection = open();
  });
  beforeEach(async () => {
    await asGuest("DELETE", "/users/mia");
    await asGuest("PUT", "/users/mia", { password: PASSWORD, tags: "monitoring,management" });
    await asGuest("PUT", "/permissions/%2F/mia", { configure: "", write: ".*", read: ".*" });
  });
  afterAll(() => connection?.close());
  accounts();
  accesses();
  limits();
});

function accounts(): void {
  it("finds a user by name, letter case aside", async () => {
    expect(manifestProblems(connection)).toEqual([]);
    const found = await connection.findAccounts({ userNames: ["MIA"], emails: [], externalIds: [] }, signal);
    expect(found).toMatchObject({ complete: true, rows: [{ nativeId: "mia", presence: "active" }] });
    expect((await connection.check(signal)).findings).toEqual([]);
  });
  it("a user has no switch: the password is taken, nobody signs in any more, and it may be done twice", async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const done = await connection.revoke(MIA, "disabled", signal);
      expect(done.outcome).toEqual({ kind: "accepted" });
      const seen = await connection.observe(MIA, signal);
      expect(shownAfter("account", "disabled", [done, seen])).toBe("verified_disabled");
    }
    await expect(openAmqp(AMQP_PORT, "mia", PASSWORD)).rejects.toThrow();
    // Written back as it was read.
    expect((await targetsOf("entitlement")).map(({ nativeKey }) => nativeKey)).toContain("tag:monitoring");
  });
  it("deletes a user and sees it absent; a second time it was gone already", async () => {
    const done = await connection.revoke(MIA, "absent", signal);
    expect(shownAfter("account", "absent", [done, await connection.observe(MIA, signal)])).toBe("verified_removed");
    expect((await connection.revoke(MIA, "absent", signal)).outcome.kind).toBe("already_absent");
  });
  it("acts on names that try to be paths, and on every kind of letter", async () => {
    for (const name of ["a/b", "..", "%2e%2e", "名前 🦊", "x?y#z", "o'neil\"\\"]) {
      const one: Target = { layer: "account", accountNativeId: name, nativeKey: name };
      const path = name === ".." ? "%252E%252E" : encodeURIComponent(name);
      if (name !== "..") await asGuest("PUT", `/users/${path}`, { password: "x", tags: "" });
      const done = await connection.revoke(one, "absent", signal);
      expect(done.outcome.kind).toBe(name === ".." ? "already_absent" : "accepted");
      expect((await connection.observe(one, signal)).presence).toBe("absent");
    }
    expect((await connection.observe(MIA, signal)).presence).toBe("active");
  });
}

function accesses(): void {
  it("a connection survives the end of its user's password, and of its user, until it is closed", async () => {
    const amqp = await openAmqp(AMQP_PORT, "mia", PASSWORD);
    const [one] = await until(
      () => targetsOf("session"),
      (rows) => rows.length > 0,
    );
    if (one === undefined) throw new Error("no connection");
    const done = await connection.revoke(MIA, "disabled", signal);
    const closed = await connection.observe(MIA, signal);
    const key = shownAfter("session", "invalidated", [done, await connection.observe(one, signal)]);
    expect(key).toBe("still_present");
    expect(shownAfter("account", "disabled", [done, closed], { siblings: [{ layer: "session", key }] })).toBe("latent");
    const ended = await connection.revoke(one, "invalidated", signal);
    expect(ended.outcome).toEqual({ kind: "accepted" });
    await amqp.ended;
    const look: Look = await until(
      () => connection.observe(one, signal),
      ({ presence }) => presence !== "active",
    );
    expect(shownAfter("session", "invalidated", [ended, look])).toBe("verified_removed");
  });
  it("takes permissions, permissions on topics and tags one by one, and leaves the password as it is", async () => {
    await asGuest("PUT", "/topic-permissions/%2F/mia", { exchange: "amq.topic", write: ".*", read: ".*" });
    const rights = await targetsOf("entitlement");
    const expected = ["tag:monitoring", "tag:management", "vhost:/", "topic:/"];
    expect(rights.map(({ nativeKey }) => nativeKey).sort()).toEqual(expected.sort());
    for (const right of rights) {
      const done = await connection.revoke(right, "absent", signal);
      expect(done.outcome).toEqual({ kind: "accepted" });
      expect(shownAfter("entitlement", "absent", [done, await connection.observe(right, signal)])).toBe(
        "verified_removed",
      );
    }
    expect(await targetsOf("credential")).toHaveLength(1);
  });
}

function limits(): void {
  it.each([
    ["a wrong password", {}, { observePassword: "wrong" }, "refuses the user or the password"],
    ["a user without the tag", { observeUser: "mia" }, { observePassword: PASSWORD }, "administrator"],
    ["a port where nothing listens", { baseUrl: "http://127.0.0.1:9" }, {}, "Nothing answers at this address"],
    ["a private address that nobody allowed", { baseUrl: "http://10.1.2.3" }, {}, "private"],
  ])("says in a sentence what is wrong, and nothing turns green: %s", async (_what, config, secrets, sentence) => {
    const wrong = open(config, secrets);
    expect((await wrong.check(signal)).findings.join(" ")).toContain(sentence);
    expect(await wrong.observe(MIA, signal)).toMatchObject({ presence: "unknown" });
    expect(await wrong.listAccounts(signal)).toMatchObject({ rows: [], complete: false });
    await wrong.close();
  });
  it("keeps no password and no hash in what it keeps, and does not touch the users it signs in as", async () => {
    const kept = [
      await connection.listAccess(["mia"], signal),
      await connection.listAccounts(signal),
      await connection.revoke(MIA, "disabled", signal),
    ];
    const own = await connection.revoke(
      { ...MIA, accountNativeId: "closeout", nativeKey: "closeout" },
      "disabled",
      signal,
    );
    expect(own.outcome.kind).toBe("unsupported");
    const text = JSON.stringify(kept);
    for (const secret of Object.values(PASSWORDS)) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/password_hash\\*":\\*"[A-Za-z0-9+/]{8}/);
  });
}
