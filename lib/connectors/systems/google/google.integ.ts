import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../../contract.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { BACKUP_CODE, GOOGLE_ADMIN, GOOGLE_KEY, startGoogle } from "../../testing/servers/google.ts";
import { scopeFor } from "./client.ts";
import { googleConnector } from "./index.ts";

const signal = new AbortController().signal;
const MIA = "1001";
let server: Awaited<ReturnType<typeof startGoogle>>;
let connection: Required<Connection>;

function open(
  config: object = {},
  dialect: Readonly<Record<string, unknown>> = {},
  key = GOOGLE_KEY,
): Required<Connection> {
  const settings = { adminEmail: GOOGLE_ADMIN, baseUrl: server.origin, ...config };
  return opened(googleConnector, settings, { serviceAccountKey: key }, { dialect });
}

beforeEach(async () => {
  server = await startGoogle();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const account = (id = MIA) => ({ layer: "account", accountNativeId: id, nativeKey: id }) as const;
const byMail = (mail: string) => ({ userNames: [], emails: [mail], externalIds: [] });

test("a person is found by an alias too, and quotes in it ask for nobody else", async () => {
  server.state.users.get("1003")?.aliases.push("Ida.O'Neil@acme.example");
  const found = await connection.findAccounts(byMail("ida.o'neil@acme.example"), signal);
  expect(found).toMatchObject({ complete: true, rows: [{ nativeId: "1003" }] });
});

test("a person whose keys are no mail and no number was not searched: that is not found nowhere", async () => {
  const none = await connection.findAccounts({ userNames: ["mberg"], emails: [], externalIds: [] }, signal);
  expect([none.complete, none.findings?.map(({ code }) => code)]).toEqual([false, ["key_not_searchable"]]);
});

test("every access of a person is ended and seen gone, twice; sessions are ended and never seen", async () => {
  const licensed = open({ licenceProducts: ["Google-Apps"] });
  const access = await licensed.listAccess([MIA], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  const gone = ["accepted", "absent", "already_absent", "absent"];
  const became = await endEverything(licensed, access.rows, signal);
  await licensed.close();
  expect(became).toEqual({
    "sessions:all": ["accepted", "unknown", "accepted", "unknown"],
    "asp:11": gone,
    "backup-codes:all": ["accepted", "absent", "accepted", "absent"],
    "group:g-pay": gone,
    // Their way led through g-pay, which was left before.
    "group:g-fin": ["already_absent", "absent", "already_absent", "absent"],
    "group:g-all": ["already_absent", "absent", "already_absent", "absent"],
    "role:ra-1": gone,
    "licence:Google-Apps/1010020020": gone,
    "token:client-1": gone,
  });
  expect([...server.state.licences.keys()]).toEqual(["leo.brandt@acme.example"]);
});

test("a membership through other groups, in a ring even, is there and cannot be ended by itself", async () => {
  const nested = { layer: "group", accountNativeId: MIA, nativeKey: "group:g-all" } as const;
  expect((await connection.observe(nested, signal)).presence).toBe("active");
  expect((await connection.revoke(nested, "absent", signal)).outcome.kind).toBe("unsupported");
});

test("backup codes, which Google shows, appear in nothing that is kept", async () => {
  const access = await connection.listAccess([MIA], signal);
  expect(access.rows.map(({ nativeKey }) => nativeKey)).toContain("backup-codes:all");
  expect(JSON.stringify(access)).not.toContain(BACKUP_CODE);
});

test("a scope that was not granted blinds its own layer alone, and is named", async () => {
  server.state.ungranted.add("admin.directory.rolemanagement.readonly");
  const { dialect, findings, authorised } = await connection.check(signal);
  expect([authorised, dialect["unreadable"], findings.join(" ")]).toEqual([
    true,
    ["role"],
    expect.stringContaining("admin.directory.rolemanagement.readonly"),
  ]);
  const narrowed = open({}, dialect);
  expect((await narrowed.listAccess([MIA], signal)).complete).toBe(true);
  expect(Object.keys(narrowed.manifest.layers)).not.toContain("entitlement");
  await narrowed.close();
});

test("archived and suspended both read disabled, and an answer that says neither says nothing", async () => {
  const mia = server.state.users.get(MIA);
  if (mia === undefined) throw new Error("the fixture is gone");
  mia.archived = true;
  expect((await connection.observe(account(), signal)).presence).toBe("disabled");
  Object.assign(mia, { archived: false, suspended: undefined });
  expect((await connection.observe(account(), signal)).presence).toBe("unknown");
});

test("a deleted user can be restored for some weeks: it reads disabled until nothing of it is left", async () => {
  expect((await connection.observe(account("1009"), signal)).presence).toBe("disabled");
  server.state.deleted.clear();
  expect((await connection.observe(account("1009"), signal)).presence).toBe("absent");
});

test("an account is asked for by its id alone: what answers to a mail is not taken", async () => {
  const mia = server.state.users.get(MIA);
  if (mia !== undefined) server.state.users.set("mia.berg@acme.example", mia);
  const byMail = account("mia.berg@acme.example");
  expect((await connection.observe(byMail, signal)).presence).toBe("unknown");
  expect((await connection.revoke(byMail, "disabled", signal)).outcome.kind).not.toBe("accepted");
});

test("roles of others, when Google does not look at whose were asked for, are not taken", async () => {
  server.state.ignoresFilter = true;
  const access = await connection.listAccess([MIA], signal);
  expect([access.complete, access.rows.some(({ nativeKey }) => nativeKey === "role:ra-2")]).toEqual([false, false]);
  const found = await connection.findAccounts(byMail("leo.brandt@acme.example"), signal);
  expect(found.rows.map(({ nativeId }) => nativeId)).toEqual(["1002"]);
});

test.each([
  ["a key that is not Google's file", "not json"],
  ["a key whose PEM cannot be read", JSON.stringify({ client_email: "a@b.example", private_key: "-----secret-pem" })],
])("%s is said to be so, sends nothing, and is in nothing that is kept", async (_, key) => {
  const wrong = open({}, {}, key);
  const report = await wrong.check(signal);
  expect([report.authorised, server.seen]).toEqual([false, []]);
  expect(report.findings.join()).toContain("the key cannot be read");
  expect(JSON.stringify(report)).not.toContain("secret-pem");
  await wrong.close();
});

test.each([
  ["GET", "/admin/directory/v1/users?customer=x", "admin.directory.user.readonly"],
  ["PATCH", "/admin/directory/v1/users/7", "admin.directory.user"],
  ["GET", "/admin/directory/v1/users/7/tokens", "admin.directory.user.security"],
  ["POST", "/admin/directory/v1/users/7/signOut", "admin.directory.user.security"],
  ["GET", "/admin/directory/v1/groups?userKey=7", "admin.directory.group.readonly"],
  ["DELETE", "/admin/directory/v1/customer/x/roleassignments/7", "admin.directory.rolemanagement"],
  ["GET", "/apps/licensing/v1/product/x/users", "apps.licensing"],
])("%s %s asks for the scope %s and no more", (method, path, scope) => {
  expect(scopeFor(method, path)).toBe(scope);
});
