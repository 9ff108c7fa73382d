import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../../contract.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { everyPage } from "../../testing/pages.ts";
import { SALESFORCE_REVOKER, SALESFORCE_SECRET, startSalesforce } from "../../testing/servers/salesforce.ts";
import { shownAfter } from "../../testing/shown.ts";
import { salesforceConnector } from "./index.ts";

const signal = new AbortController().signal;
const MIA = "005MIA";
const DAY = Date.parse("2026-03-31T18:00:00Z") * 1000;
const TOKEN = "token:Data Loader@2026-03-31T18:00:00.000+0000";
let server: Awaited<ReturnType<typeof startSalesforce>>;
let connection: Required<Connection>;

function open(options: object = {}, secret = SALESFORCE_SECRET): Required<Connection> {
  const settings = { baseUrl: server.origin, clientId: "3MVG9-consumer" };
  return opened(salesforceConnector, settings, { clientSecret: secret }, options);
}

beforeEach(async () => {
  server = await startSalesforce();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const account = (id = MIA) => ({ layer: "account", accountNativeId: id, nativeKey: id }) as const;
const session = { layer: "session", accountNativeId: MIA, nativeKey: "session:0Ak1" } as const;

test("every access of a person is ended and seen gone, twice; a sign-in link has no lever and stays", async () => {
  const access = await connection.listAccess([MIA], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  const gone = ["accepted", "absent", "already_absent", "absent"];
  expect(await endEverything(connection, access.rows, signal)).toEqual({
    "session:0Ak1": gone,
    "link:00Dk1": ["unsupported", "active", "unsupported", "active"],
    "group:00G1": gone,
    "group:00G2": gone,
    "permission-set:0PS1": gone,
    "licence:0PL1": gone,
    "package:0501": gone,
    [TOKEN]: gone,
    "approver-for:005LEO": gone,
  });
  expect(server.state.tables.get("AuthSession")?.map(({ Id }) => Id)).toEqual(["0Ak2"]);
});

test("a deactivation is refused in Salesforce's own sentence; freezing closes the account meanwhile", async () => {
  const sentence = "You cannot deactivate this user. You cannot deactivate a user who is the default owner of cases.";
  server.state.refusal = sentence;
  const done = await connection.revoke(account(), "disabled", signal);
  expect(done.outcome).toEqual({ kind: "refused", reason: `400: ${sentence}` });
  expect((await connection.observe(account(), signal)).presence).toBe("active");
  for (const outcome of ["accepted", "already_absent"]) {
    expect((await connection.revoke(account(), "suspended", signal)).outcome.kind).toBe(outcome);
    expect((await connection.observe(account(), signal)).presence).toBe("disabled");
  }
  expect(server.state.tables.get("User")?.[0]).toMatchObject({ IsActive: true });
});

test("a user who never signed in has nothing to freeze, and that is said", async () => {
  expect((await connection.revoke(account("005LEO"), "suspended", signal)).outcome.kind).toBe("unsupported");
  expect((await connection.observe(account("005LEO"), signal)).presence).toBe("active");
});

test("acts that are answered with 204 and not done are false closures, never green", async () => {
  server.state.lies = true;
  const token = { layer: "delegation", accountNativeId: MIA, nativeKey: TOKEN } as const;
  const aims = [
    [account(), "disabled"],
    [session, "invalidated"],
    [token, "absent"],
  ] as const;
  for (const [target, goal] of aims) {
    const done = await connection.revoke(target, goal, signal);
    const look = await connection.observe(target, signal);
    expect([done.outcome.kind, look.presence]).toEqual(["accepted", "active"]);
    if (target !== session) expect(shownAfter(target.layer, goal, [done, look])).toBe("still_present");
  }
});

test("a permission that was lost hides others' sessions without a word: an empty answer then proves nothing gone", async () => {
  server.state.narrow = true;
  const look = await connection.observe(session, signal);
  expect([look.presence, look.failure]).toEqual(["unknown", "unauthorised"]);
  const { dialect, findings } = await connection.check(signal);
  expect(dialect["unreadable"]).toEqual([
    "session",
    "link",
    "group",
    "permission-set",
    "licence",
    "package",
    "token",
    "approver-for",
  ]);
  expect(findings.join(" ")).toMatch(/Manage Users \(Setup, Permission Sets.*Customize Application/);
  const narrowed = open({ dialect });
  expect(Object.keys(narrowed.manifest.layers)).toEqual(["account"]);
  await narrowed.close();
});

test.each([
  ["group", "group:00G1"],
  ["entitlement", "permission-set:0PS1"],
  ["entitlement", "licence:0PL1"],
  ["entitlement", "package:0501"],
  ["delegation", "approver-for:005LEO"],
] as const)("without the permission to see others', %s %s that is left out is not gone", async (layer, nativeKey) => {
  server.state.narrow = true;
  server.state.tables.get("User")?.splice(1, 1);
  const look = await connection.observe({ layer, accountNativeId: MIA, nativeKey }, signal);
  expect([look.presence, look.failure]).toEqual(["unknown", "unauthorised"]);
});

test("a user that sharing hides is answered with 404 beside others that are shown, and is not gone", async () => {
  server.state.narrow = true;
  const look = await connection.observe(account(), signal);
  expect([look.presence, look.failure]).toEqual(["unknown", "unauthorised"]);
  server.state.narrow = false;
  expect((await connection.observe(account("005NEVER"), signal)).presence).toBe("absent");
});

test("whoever is known by a federation id is found although the account carries another number first", async () => {
  const mia = server.state.tables.get("User")?.[0];
  if (mia !== undefined) mia["FederationIdentifier"] = "fed-mia";
  const found = await connection.findAccounts({ userNames: [], emails: [], externalIds: ["fed-mia"] }, signal);
  expect(found).toMatchObject({ complete: true, rows: [{ nativeId: MIA, externalId: "fed-mia" }] });
});

test("an answer that says it is all and shows less than it counts is no list", async () => {
  server.state.cut = true;
  expect((await connection.listAccounts(signal)).complete).toBe(false);
  expect((await connection.observe(session, signal)).presence).toBe("unknown");
});

test("what revokes a token is a secret: it is sent back and stands in nothing that is kept", async () => {
  const listed = await connection.listAccess([MIA], signal);
  const token = { layer: "delegation", accountNativeId: MIA, nativeKey: TOKEN } as const;
  server.state.refusal = "not now";
  const refused = await connection.revoke(token, "absent", signal);
  expect(refused.outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining("not now") });
  server.state.refusal = null;
  const done = await connection.revoke(token, "absent", signal);
  expect([done.outcome.kind, server.state.tables.get("OauthToken")]).toEqual(["accepted", []]);
  expect(JSON.stringify([listed, refused, done])).not.toContain(SALESFORCE_REVOKER);
});

test("a user name that looks like a mail and is another's does not stand for a mail", async () => {
  const found = await connection.findAccounts(
    { userNames: [], emails: ["mia.berg@acme.example"], externalIds: [] },
    signal,
  );
  expect(found.rows).toMatchObject([{ nativeId: MIA, userName: "mia.berg@acme.example.crm" }]);
  const quoted = { userNames: ["o'neil\\' OR IsActive = true"], emails: [], externalIds: [] };
  expect(await connection.findAccounts(quoted, signal)).toMatchObject({ complete: true, rows: [] });
});

test("rows of others, when Salesforce does not look at whose were asked for, are not taken", async () => {
  server.state.ignoresWhere = true;
  const access = await connection.listAccess([MIA], signal);
  expect([access.complete, access.rows.some(({ nativeKey }) => nativeKey === "session:0Ak2")]).toEqual([false, false]);
  const found = await connection.findAccounts(
    { userNames: [], emails: ["leo.brandt@acme.example"], externalIds: [] },
    signal,
  );
  expect(found.rows.map(({ nativeId }) => nativeId)).toEqual(["005LEO"]);
});

test("a session carries its end, a permission set its own, and an account when it was last used", async () => {
  const { rows } = await connection.listAccess([MIA], signal);
  const factsOf = (key: string) => rows.find(({ nativeKey }) => nativeKey === key)?.facts;
  expect(factsOf("session:0Ak1")).toEqual({ issuedAt: DAY, lastUsedAt: DAY, expiresAt: DAY + 7200 * 1_000_000 });
  expect(factsOf("permission-set:0PS1")).toEqual({ expiresAt: Date.parse("2026-12-31T00:00:00Z") * 1000 });
  expect((await connection.observe(account(), signal)).facts).toEqual({ lastUsedAt: DAY });
});

test("integration users stand among the accounts as service accounts, page by page", async () => {
  const rows = await everyPage(connection, signal);
  expect(rows.map(({ nativeId, kind }) => [nativeId, kind])).toEqual([
    [MIA, undefined],
    ["005LEO", undefined],
    ["005ME", "service"],
  ]);
});

test("a wrong secret is said to be so, and a reading connection acts on nothing", async () => {
  const wrong = open({}, "another-secret");
  const report = await wrong.check(signal);
  expect([report.authorised, report.findings.join()]).toEqual([
    false,
    expect.stringContaining("invalid client credentials"),
  ]);
  const reading = open({ readOnly: true });
  expect((await reading.listAccess([MIA], signal)).complete).toBe(true);
  await expect(reading.revoke(account(), "disabled", signal)).rejects.toThrow("was not sent");
  await Promise.all([wrong.close(), reading.close()]);
});
