import { afterEach, describe, expect, it } from "vitest";
import { instant } from "../../../core/instant.ts";
import type { AccessRecord, Connection, Target } from "../../contract.ts";
import { manifestProblems } from "../../registry.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { HTTP_FAULTS } from "../../testing/fault-source.ts";
import { shownAfter } from "../../testing/shown.ts";
import { heldTokens } from "./held.ts";
import { ISSUER, issue, lines, open, replaced, SECRETS, target, why } from "./testing/provider.ts";

const signal = new AbortController().signal;
const connections: Connection[] = [];

function connected(...args: Parameters<typeof open>): Required<Connection> {
  const connection = open(...args);
  connections.push(connection);
  return connection;
}

async function listedAs(connection: Required<Connection>, name: string): Promise<AccessRecord> {
  const { rows } = await connection.listAccess(["mia"], signal);
  const row = rows.find(({ nativeKey }) => nativeKey.startsWith(`token:${name}/`));
  if (row === undefined) throw new Error(`${name} is not listed`);
  return row;
}

function targetOf(tokens: string): Target {
  return { layer: "credential", accountNativeId: "mia", nativeKey: heldTokens(tokens).tokens[0]?.key ?? "" };
}

if (!target.runs) describe("oidc-provider", () => it.skip(`could not be started: ${why}`));

describe.runIf(target.runs)("oidc-provider", () => {
  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
  });
  endings();
  controls();
  limits();
});

function endings(): void {
  it("ending the refresh token ends the access token of the same grant, which alone is seen to be gone", async () => {
    const connection = connected(lines("mia", await issue("mia")));
    expect(manifestProblems(connection)).toEqual([]);
    const [refresh, access] = [await listedAs(connection, "refresh"), await listedAs(connection, "access")];
    expect(refresh.facts).toMatchObject({ issuedAt: expect.any(Number), expiresAt: expect.any(Number) });
    expect((await connection.observe(refresh, signal)).presence).toBe("active");
    for (let turn = 0; turn < 2; turn += 1) {
      const done = await connection.revoke(refresh, "invalidated", signal);
      expect(done.outcome).toEqual({ kind: "accepted" });
      const gone = await connection.observe(access, signal);
      expect(shownAfter("credential", "invalidated", [done, gone])).toBe("verified_removed");
      const ended = await connection.observe(refresh, signal);
      expect(shownAfter("credential", "invalidated", [done, ended])).toBe("cannot_check");
    }
  });
  it("a refresh token that its use has replaced is not active, and is never seen gone: its successor lives", async () => {
    const issued = await issue("mia");
    const connection = connected(lines("mia", issued));
    const refresh = await listedAs(connection, "refresh");
    const successor = await replaced(issued.refresh);
    const later = connected(lines("mia", { refresh: successor }));
    expect((await listedAs(later, "refresh")).facts).toMatchObject({ issuedAt: expect.any(Number) });
    const look = await connection.observe(refresh, signal);
    expect(look).toMatchObject({ presence: "unknown", findings: [{ code: "control_read_failed" }] });
    expect(shownAfter("credential", "invalidated", ["reported", look])).toBe("cannot_check");
    const done = await connection.revoke(refresh, "invalidated", signal);
    expect(shownAfter("credential", "invalidated", [done, await connection.observe(refresh, signal)])).not.toMatch(
      /^verified/,
    );
  });
  it("a signed token outlives its grant: it reads Expires by its own end, and never as gone", async () => {
    const connection = connected(lines("mia", await issue("mia")));
    const [refresh, signed] = [await listedAs(connection, "refresh"), await listedAs(connection, "signed")];
    const ended = await connection.revoke(refresh, "invalidated", signal);
    expect(ended.outcome).toEqual({ kind: "accepted" });
    const done = await connection.revoke(signed, "invalidated", signal);
    expect(done.outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining("400: Structured JWT") });
    const look = await connection.observe(signed, signal);
    expect(look).toMatchObject({ presence: "unknown", failure: null, facts: signed.facts });
    expect(look.facts.reissueBlockedAt).toBe(look.facts.issuedAt);
    const later = { ...look, facts: { ...look.facts, expiresAt: instant(9_000) } };
    expect(shownAfter("credential", "invalidated", [ended, later])).toBe("expires_by");
  });
  it("an end that somebody wrote into a signed token themselves is not believed", async () => {
    const { signed } = await issue("mia");
    const [head, , signature] = signed.split(".");
    const claims = Buffer.from(JSON.stringify({ iss: ISSUER, exp: 1 })).toString("base64url");
    const forged = lines("mia", { signed: `${head}.${claims}.${signature}` });
    const look = await connected(forged).observe(targetOf(forged), signal);
    expect(look).toMatchObject({ presence: "unknown", completeness: "failed", facts: {} });
  });
}

function controls(): void {
  it("garbage is revoked with a yes, and a token that was never seen active is never seen gone", async () => {
    const tokens = "made-up mia this-token-was-never-issued";
    const connection = connected(tokens);
    const garbage = targetOf(tokens);
    const done = await connection.revoke(garbage, "invalidated", signal);
    expect(done.outcome).toEqual({ kind: "accepted" });
    const look = await connection.observe(garbage, signal);
    expect(look).toMatchObject({ presence: "unknown", findings: [{ code: "control_read_failed" }] });
    expect(shownAfter("credential", "invalidated", [done, look])).toBe("cannot_check");
    expect((await connection.listAccess(["mia"], signal)).rows).toEqual([]);
    expect((await connection.check(signal)).findings.join(" ")).toContain("without having seen it active");
  });
  it("a look without a client that the server knows is no look: 401 reads unknown", async () => {
    const tokens = lines("mia", { refresh: (await issue("mia")).refresh });
    const row = await listedAs(connected(tokens), "refresh");
    const wrong = connected(tokens, {}, { observeClientSecret: "wrong-secret" });
    expect(await wrong.observe(row, signal)).toMatchObject({ presence: "unknown", failure: "unauthorised" });
    expect((await wrong.check(signal)).findings).toEqual(["The server refuses the client or its secret. Check both."]);
  });
  it("a no is believed only from a server that calls another token of the same client active at that moment", async () => {
    const tokens = lines("mia", { access: (await issue("mia")).access });
    const row = await listedAs(connected(tokens), "access");
    // It is told of its own tokens alone: of a token that lives, it hears the same no as of one that ended.
    const secrets = { observeClientSecret: "test-secret-of-own-alone" };
    const blind = connected(tokens, { observeClientId: "own-alone" }, secrets);
    for (let turn = 0; turn < 2; turn += 1) {
      const look = await blind.observe(row, signal);
      expect(look).toMatchObject({ presence: "unknown", findings: [{ code: "control_read_failed" }] });
      await connected(tokens).revoke(row, "invalidated", signal);
    }
    expect((await blind.check(signal)).findings.join(" ")).toContain("no token will count as gone");
    expect((await connected(tokens).observe(row, signal)).presence).toBe("absent");
  });
  it("where the client that acts gets no token of its own, another one that was entered and lives is the control", async () => {
    const [ended, living] = [await issue("mia"), await issue("mia")];
    const secrets = { clientSecret: "test-secret-of-no-grant" };
    const row = await listedAs(connected(lines("mia", { access: ended.access })), "access");
    await connected(lines("mia", { access: ended.access })).revoke(row, "invalidated", signal);
    const alone = connected(lines("mia", { access: ended.access }), { clientId: "no-grant" }, secrets);
    expect((await alone.observe(row, signal)).presence).toBe("unknown");
    const beside = `${lines("mia", { access: ended.access })}\nother mia ${living.refresh}`;
    const controlled = connected(beside, { clientId: "no-grant" }, secrets);
    expect((await controlled.observe(row, signal)).presence).toBe("absent");
  });
  it("a client ends no other client's token, and it is seen to be there still", async () => {
    const tokens = lines("mia", { refresh: (await issue("mia")).refresh });
    const row = await listedAs(connected(tokens), "refresh");
    const other = connected(tokens, { clientId: "looker" }, { clientSecret: SECRETS.observeClientSecret });
    const done = await other.revoke(row, "invalidated", signal);
    expect(done.outcome.kind).toBe("refused");
    const look = await other.observe(row, signal);
    expect(shownAfter("credential", "invalidated", ["reported", look])).toBe("still_present");
  });
  it("a token entered for the wrong person is neither theirs nor gone", async () => {
    const tokens = lines("mia", { refresh: (await issue("leo")).refresh });
    const look = await connected(tokens).observe(targetOf(tokens), signal);
    expect(look).toMatchObject({ presence: "unknown", findings: [{ code: "reply_contradicts" }] });
    expect((await connected(tokens).check(signal)).findings.join(" ")).toContain("somebody else's");
  });
}

function limits(): void {
  it("knows nothing after anything that goes wrong at the question itself", async () => {
    const tokens = lines("mia", { refresh: (await issue("mia")).refresh });
    const row = await listedAs(connected(tokens), "refresh");
    const proxy = await startFaultProxy(ISSUER);
    const [through, hasty] = [undefined, 300].map((deadlineMs) =>
      connected(tokens, { issuer: proxy.baseUrl }, {}, deadlineMs === undefined ? {} : { deadlineMs }),
    );
    for (const fault of HTTP_FAULTS.blinding) {
      proxy.inject(fault, { path: /introspection/ });
      const connection = HTTP_FAULTS.neverEnding.includes(fault) ? hasty : through;
      expect([fault, (await connection?.observe(row, signal))?.presence]).toEqual([fault, "unknown"]);
    }
    for (const [fault, kind] of [
      ["forbidden", "unknown"],
      ["lost_reply", "unknown"],
      ["not_found", "unknown"],
    ] as const) {
      proxy.inject(fault, { path: /revocation/ });
      expect((await through?.revoke(row, "invalidated", signal))?.outcome.kind).toBe(kind);
    }
    await proxy.close();
  });
  it("keeps no token and no secret, neither of those entered nor of the one it had issued", async () => {
    const issued = await issue("mia");
    const connection = connected(lines("mia", issued));
    const row = await listedAs(connection, "refresh");
    const kept = [
      await connection.check(signal),
      await connection.listAccounts(signal),
      await connection.listAccess(["mia"], signal),
      await connection.revoke(row, "invalidated", signal),
      await connection.observe(row, signal),
    ];
    const text = JSON.stringify(kept);
    for (const secret of [...Object.values(issued), ...Object.values(SECRETS)]) expect(text).not.toContain(secret);
    const asked = kept.flatMap(({ exchanges }) => exchanges).filter(({ url }) => url.endsWith("/token/introspection"));
    expect(asked.length).toBeGreaterThan(6);
    for (const { requestBody } of asked) expect(requestBody).toBe("token=[redacted]");
  });
  it("opened to read alone it asks, and ends nothing", async () => {
    const tokens = lines("mia", { refresh: (await issue("mia")).refresh });
    const reading = connected(tokens, {}, {}, { readOnly: true });
    const row = await listedAs(reading, "refresh");
    await expect(reading.revoke(row, "invalidated", signal)).rejects.toThrow("was not sent");
    expect((await reading.observe(row, signal)).presence).toBe("active");
  });
  it("a document of another issuer, and endpoints elsewhere, are not used", async () => {
    const tokens = lines("mia", { refresh: (await issue("mia")).refresh });
    const elsewhere = connected(tokens, { issuer: ISSUER.replace("127.0.0.1", "localhost") });
    expect((await elsewhere.check(signal)).findings.join(" ")).toContain("names another issuer");
    expect((await elsewhere.observe(targetOf(tokens), signal)).presence).toBe("unknown");
  });
}
