import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccessRecord, Connection, Target } from "../../contract.ts";
import { manifestProblems } from "../../registry.ts";
import { endEverything } from "../../testing/opened.ts";
import { shownAfter } from "../../testing/shown.ts";
import {
  asAdmin,
  makeLooker,
  makeRealm,
  makeUser,
  open,
  PASSWORD,
  refreshes,
  SECRETS,
  signIn,
  target,
  why,
} from "./testing/realm.ts";

const REALM = "acme";
const signal = new AbortController().signal;
let connection: Required<Connection>;

const account = (id: string): Target => ({ layer: "account", accountNativeId: id, nativeKey: id });

async function accessOf(id: string, prefix: string): Promise<AccessRecord> {
  const { rows } = await connection.listAccess([id], signal);
  const row = rows.find(({ nativeKey }) => nativeKey.startsWith(prefix));
  if (row === undefined) throw new Error(`${prefix} is not listed`);
  return row;
}

async function roleOf(path: string, name: string): Promise<{ id: string; name: string }> {
  await asAdmin("POST", `/${REALM}${path}/roles`, { name });
  return (await asAdmin("GET", `/${REALM}${path}/roles/${name}`)) as { id: string; name: string };
}

if (!target.runs) describe("Keycloak", () => it.skip(`could not be started: ${why}`));

describe.runIf(target.runs)("Keycloak", () => {
  beforeAll(async () => {
    await makeRealm(REALM);
    connection = open(REALM);
    expect(manifestProblems(connection)).toEqual([]);
  });
  afterAll(() => connection?.close());
  residues();
  everything();
  limits();
});

function residues(): void {
  it("a session and an offline token survive the disable, and give access again with the account, until ended", async () => {
    const mia = await makeUser(REALM, "mia");
    const [online, offline] = [await signIn(REALM, "mia"), await signIn(REALM, "mia", "openid offline_access")];
    const done = await connection.revoke(account(mia), "disabled", signal);
    const closed = await connection.observe(account(mia), signal);
    expect(shownAfter("account", "disabled", [done, closed])).toBe("verified_disabled");
    const rows = [await accessOf(mia, "session:"), await accessOf(mia, "offline:")];
    const keys = await Promise.all(
      rows.map(async (row) => shownAfter("session", "invalidated", [done, await connection.observe(row, signal)])),
    );
    expect(keys).toEqual(["still_present", "still_present"]);
    const siblings = [{ layer: "session" as const, key: "still_present" as const }];
    expect(shownAfter("account", "disabled", [done, closed], { siblings })).toBe("latent");
    await asAdmin("PUT", `/${REALM}/users/${mia}`, { enabled: true });
    expect([await refreshes(REALM, online.refresh), await refreshes(REALM, offline.refresh)]).toEqual([true, true]);
    for (const { nativeKey } of (await connection.listAccess([mia], signal)).rows) {
      if (!/^(?:session|offline):/.test(nativeKey)) continue;
      const row = await accessOf(mia, nativeKey);
      const ended = await connection.revoke(row, "invalidated", signal);
      const look = await connection.observe(row, signal);
      expect(shownAfter("session", "invalidated", [ended, look])).toBe("verified_removed");
    }
    expect([await refreshes(REALM, online.refresh), await refreshes(REALM, offline.refresh)]).toEqual([false, false]);
  });
  it("signing out everywhere leaves the offline session listed: it reads present until it is ended, and then gives nothing", async () => {
    const ida = await makeUser(REALM, "ida");
    const offline = await signIn(REALM, "ida", "openid offline_access");
    await asAdmin("POST", `/${REALM}/users/${ida}/logout`);
    const row = await accessOf(ida, "offline:");
    expect((await connection.observe(row, signal)).presence).toBe("active");
    await connection.revoke(row, "invalidated", signal);
    expect((await connection.observe(row, signal)).presence).toBe("absent");
    expect(await refreshes(REALM, offline.refresh)).toBe(false);
  });
  it("an account that too many wrong passwords locked for a while is not disabled", async () => {
    const tom = await makeUser(REALM, "tom");
    for (let turn = 0; turn < 4; turn += 1) await signIn(REALM, "tom", "openid", "wrong-password");
    expect((await signIn(REALM, "tom", "openid", PASSWORD)).status).not.toBe(200);
    expect((await connection.observe(account(tom), signal)).presence).toBe("active");
  });
  it("a session is Keycloak's by its id alone: nobody else's is ended under the wrong account", async () => {
    const [una, eve] = [await makeUser(REALM, "una"), await makeUser(REALM, "eve")];
    await signIn(REALM, "una");
    const row = await accessOf(una, "session:");
    const wrong = await connection.revoke({ ...row, accountNativeId: eve }, "invalidated", signal);
    expect(wrong.outcome.kind).toBe("already_absent");
    expect((await connection.observe(row, signal)).presence).toBe("active");
  });
}

async function makeEverything(): Promise<string> {
  const made = { aaguid: "", credentialId: "dGVzdA", counter: 0, credentialPublicKey: "dGVzdA" };
  const key = { type: "webauthn", userLabel: "key ring", credentialData: JSON.stringify(made), secretData: "{}" };
  const credentials = [{ type: "password", value: PASSWORD }, key];
  const clientConsents = [{ clientId: "crm", grantedClientScopes: ["email"], createdDate: 1_767_600_000_000 }];
  const names = { email: "max@acme.example", firstName: "Test", lastName: "max" };
  const user = { username: "max", enabled: true, ...names, credentials, clientConsents };
  await asAdmin("POST", `/${REALM}/partialImport`, { ifResourceExists: "FAIL", users: [user] });
  const found = (await asAdmin("GET", `/${REALM}/users?username=max&exact=true`)) as { id: string }[];
  const max = found[0]?.id ?? "";
  // An imported user has not even the roles that everybody has, among them the one for offline tokens.
  const common = await asAdmin("GET", `/${REALM}/roles/default-roles-${REALM}`);
  await asAdmin("POST", `/${REALM}/users/${max}/role-mappings/realm`, [common]);
  const upstream = { alias: "upstream", providerId: "oidc", config: { clientId: "x", clientSecret: "y" } };
  const urls = { authorizationUrl: "https://idp.acme.example/a", tokenUrl: "https://idp.acme.example/t" };
  await asAdmin("POST", `/${REALM}/identity-provider/instances`, {
    ...upstream,
    config: { ...upstream.config, ...urls },
  });
  await asAdmin("POST", `/${REALM}/users/${max}/federated-identity/upstream`, { userId: "1", userName: "max" });
  const [crm] = (await asAdmin("GET", `/${REALM}/clients?clientId=crm`)) as { id: string }[];
  const [ops, deploy] = [await roleOf("", "ops"), await roleOf("", "deploy")];
  const [seller, payer] = [await roleOf(`/clients/${crm?.id}`, "seller"), await roleOf(`/clients/${crm?.id}`, "payer")];
  await asAdmin("POST", `/${REALM}/roles-by-id/${ops.id}/composites`, [deploy]);
  await asAdmin("POST", `/${REALM}/users/${max}/role-mappings/realm`, [ops]);
  await asAdmin("POST", `/${REALM}/users/${max}/role-mappings/clients/${crm?.id}`, [seller]);
  const parent = await asAdmin("POST", `/${REALM}/groups`, { name: "payments" });
  const child = Reflect.get(
    Object(await asAdmin("POST", `/${REALM}/groups/${parent}/children`, { name: "emea" })),
    "id",
  );
  await asAdmin("POST", `/${REALM}/groups/${parent}/role-mappings/clients/${crm?.id}`, [payer]);
  await asAdmin("PUT", `/${REALM}/users/${max}/groups/${child}`);
  await signIn(REALM, "max");
  await signIn(REALM, "max", "openid offline_access");
  return max;
}

function everything(): void {
  it("every access of an account is ended and seen gone, twice; what is inherited says through what", async () => {
    const max = await makeEverything();
    const listed = await connection.listAccess([max], signal);
    expect(listed).toMatchObject({ complete: true, failure: null });
    const labels = listed.rows.map(({ label }) => label).sort();
    expect(labels).toEqual([
      "/payments/emea",
      "Consent to crm (email)",
      "Offline session of crm",
      "Password",
      "Role deploy, through a group or another role",
      "Role ops",
      "Role payer of crm, through a group or another role",
      "Role seller of crm",
      "Security key (key ring)",
      "Session of crm",
      "Sign-in through upstream",
    ]);
    const inherited = listed.rows.filter(({ nativeKey }) => nativeKey.startsWith("inherited-role:"));
    const own = listed.rows.filter((row) => !inherited.includes(row));
    const before = Object.values(await endEverything(connection, inherited, signal));
    expect(before).toEqual(inherited.map(() => ["unsupported", "active", "unsupported", "active"]));
    const ended = await endEverything(connection, own, signal);
    for (const [key, story] of Object.entries(ended)) {
      // Leaving a group that one is not in is answered as leaving it.
      const again = key.startsWith("group:")
        ? expect.stringMatching(/^(?:accepted|already_absent)$/)
        : "already_absent";
      expect([key, ...story]).toEqual([key, "accepted", "absent", again, "absent"]);
    }
    for (const row of inherited) expect((await connection.observe(row, signal)).presence).toBe("absent");
  });
  it("disabling leaves every other field as it was, and a deletion needs leave", async () => {
    const noa = await makeUser(REALM, "noa");
    await connection.revoke(account(noa), "disabled", signal);
    const left = await asAdmin("GET", `/${REALM}/users/${noa}`);
    const kept = { firstName: "Test", lastName: "noa", email: "noa@acme.example", emailVerified: true };
    expect(left).toMatchObject({ enabled: false, ...kept });
    expect((await connection.revoke(account(noa), "absent", signal)).outcome.kind).toBe("unsupported");
    const deleting = open(REALM, { allowDelete: true });
    const done = await deleting.revoke(account(noa), "absent", signal);
    expect(shownAfter("account", "absent", [done, await deleting.observe(account(noa), signal)])).toBe(
      "verified_removed",
    );
    expect((await deleting.revoke(account(noa), "absent", signal)).outcome.kind).toBe("already_absent");
    await deleting.close();
  });
  it("reads more accounts than fit on a page, to the end", async () => {
    const users = Array.from({ length: 250 }, (_, at) => ({ username: `many-${at}`, enabled: at % 2 === 0 }));
    await asAdmin("POST", `/${REALM}/partialImport`, { ifResourceExists: "FAIL", users });
    const { rows, complete } = await connection.listAccounts(signal);
    const many = rows.filter(({ userName }) => userName.startsWith("many-"));
    expect([complete, many.length, many.filter(({ presence }) => presence === "disabled").length]).toEqual([
      true,
      250,
      125,
    ]);
    const capped = open(REALM, { pagesMax: 2 });
    expect(await capped.listAccounts(signal)).toMatchObject({ complete: false });
    await capped.close();
  });
}

function limits(): void {
  it.each([
    ["a wrong secret", {}, { clientSecret: "test-wrong-secret" }, "Keycloak refuses the client"],
    ["a realm that is not there", { realm: "nowhere" }, SECRETS, "There is no realm nowhere"],
    ["a port where nothing listens", { baseUrl: "http://127.0.0.1:9" }, SECRETS, "Nothing answers at this address"],
    ["a private address that nobody allowed", { baseUrl: "http://10.1.2.3" }, SECRETS, "private"],
  ])("says in a sentence what is wrong, and nothing turns green: %s", async (_what, config, secrets, sentence) => {
    const wrong = open(REALM, config, secrets);
    expect((await wrong.check(signal)).findings.join(" ")).toContain(sentence);
    expect((await wrong.observe(account("never-there"), signal)).presence).toBe("unknown");
    expect(await wrong.listAccounts(signal)).toMatchObject({ rows: [], complete: false });
    await wrong.close();
  });
  it("a layer that the client may not read is not promised, and the check names the right", async () => {
    await makeLooker(REALM, "narrow", ["view-users"]);
    const narrow = open(REALM, { clientId: "narrow" });
    const { dialect, findings } = await narrow.check(signal);
    expect(findings.join(" ")).toContain("It needs the roles view-users, view-clients and view-realm");
    const narrowed = open(REALM, { clientId: "narrow" }, SECRETS, { dialect });
    expect(Object.keys(narrowed.manifest.layers)).not.toContain("entitlement");
    const refused = await narrowed.revoke(account(await makeUser(REALM, "zoe")), "disabled", signal);
    expect(refused.outcome.kind).toBe("refused");
    await Promise.all([narrow.close(), narrowed.close()]);
  });
  it("keeps no secret, no token and nothing of a credential but its kind", async () => {
    const pia = await makeUser(REALM, "pia");
    const { refresh } = await signIn(REALM, "pia");
    const kept = JSON.stringify([
      await connection.check(signal),
      await connection.listAccess([pia], signal),
      await connection.revoke(account(pia), "disabled", signal),
    ]);
    for (const secret of [SECRETS.clientSecret, PASSWORD, refresh]) expect(kept).not.toContain(secret);
    expect(kept).not.toMatch(/hashIterations|eyJ/);
    const reading = open(REALM, {}, SECRETS, { readOnly: true });
    await expect(reading.revoke(account(pia), "absent", signal)).resolves.toMatchObject({
      outcome: { kind: "unsupported" },
    });
    await expect(reading.revoke(account(pia), "disabled", signal)).rejects.toThrow("was not sent");
    await reading.close();
  });
}
