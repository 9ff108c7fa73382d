import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountRecord, Connection } from "../../contract.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { everyPage } from "../../testing/pages.ts";
import { SLACK_TOKEN, startSlack } from "../../testing/servers/slack.ts";
import { shownAfter } from "../../testing/shown.ts";
import { slackConnector } from "./index.ts";

const signal = new AbortController().signal;
const MIA = "U1MIA";
let server: Awaited<ReturnType<typeof startSlack>>;
let connection: Required<Connection>;

function open(config: object = {}, options: object = {}): Required<Connection> {
  return opened(
    slackConnector,
    { baseUrl: server.origin, enterprise: true, ...config },
    { token: SLACK_TOKEN },
    options,
  );
}

beforeEach(async () => {
  server = await startSlack();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const account = (id = MIA) => ({ layer: "account", accountNativeId: id, nativeKey: id }) as const;
const on = (layer: "session" | "group" | "entitlement", nativeKey: string) =>
  ({ layer, accountNativeId: MIA, nativeKey }) as const;

test("DELETE deactivates and deletes nobody: the account stays readable and reads disabled, twice", async () => {
  for (let turn = 0; turn < 2; turn += 1) {
    expect((await connection.revoke(account(), "disabled", signal)).outcome.kind).toBe("accepted");
    const look = await connection.observe(account(), signal);
    expect([look.presence, look.completeness]).toEqual(["disabled", "lookup"]);
  }
});

test("a deactivation that Slack says it did and did not do is a false closure, never green", async () => {
  server.state.lies = true;
  const done = await connection.revoke(account(), "disabled", signal);
  const look = await connection.observe(account(), signal);
  expect([done.outcome.kind, look.presence]).toEqual(["accepted", "active"]);
  expect(shownAfter("account", "disabled", [done, look])).toBe("still_present");
});

test("every access of a person is ended and seen gone, twice; the last member of a user group stays and is said", async () => {
  const access = await connection.listAccess([MIA], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  const gone = ["accepted", "absent", "already_absent", "absent"];
  expect(await endEverything(connection, access.rows, signal)).toEqual({
    "session:T1/101": gone,
    "session:T2/102": gone,
    "role:Rl01/E1": ["accepted", "absent", "accepted", "absent"],
    "group:S1PAY": ["accepted", "absent", "accepted", "absent"],
    "usergroup:S2OPS": gone,
    "usergroup:S3ONE": ["unsupported", "active", "unsupported", "active"],
  });
  expect(server.state.usergroups.get("S2OPS")).toEqual(new Set(["U9OPS"]));
  expect(server.state.sessions.get("T1/103")).toBe("U2LEO");
});

test("200 with ok false is what it says: a refusal, a missing scope or nothing there, and never a success", async () => {
  server.state.unscoped.add("admin.users.session.invalidate");
  const refused = await connection.revoke(on("session", "session:T1/101"), "invalidated", signal);
  expect(refused.outcome).toEqual({ kind: "refused", reason: "200: missing_scope" });
  server.state.unscoped.clear();
  const gone = await connection.revoke(on("session", "session:T9/999"), "invalidated", signal);
  expect(gone.outcome.kind).toBe("already_absent");
  expect(gone.exchanges.map(({ status }) => status)).toEqual([200]);
});

test("ok with the person among those passed over is not a role that was taken away", async () => {
  server.state.rejects = true;
  const done = await connection.revoke(on("entitlement", "role:Rl01/E1"), "absent", signal);
  expect(done.outcome.kind).toBe("unknown");
  expect((await connection.observe(on("entitlement", "role:Rl01/E1"), signal)).presence).toBe("active");
});

test("the person whose token this is is not deactivated: every later look would be blind", async () => {
  server.state.tokenOf = MIA;
  const done = await connection.revoke(account(), "disabled", signal);
  expect(done.outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining("own token") });
  expect(server.state.users.get(MIA)?.active).toBe(true);
});

test("a refusal keeps Slack's own word, and the owner's standing is seen", async () => {
  server.state.owners.add(MIA);
  const done = await connection.revoke(account(), "disabled", signal);
  expect(done.outcome).toEqual({ kind: "refused", reason: "403: cannot_deactivate_primary_owner" });
  const access = await connection.listAccess([MIA], signal);
  expect(access.rows.map(({ nativeKey }) => nativeKey)).toContain("standing:primary-owner");
});

test("of whoever is deactivated Slack shows no role: one that was there reads unknown, never gone", async () => {
  server.state.owners.add(MIA);
  const standing = on("entitlement", "standing:owner");
  expect((await connection.observe(standing, signal)).presence).toBe("active");
  const mia = server.state.users.get(MIA);
  if (mia !== undefined) mia.active = false;
  const look = await connection.observe(standing, signal);
  expect(look).toMatchObject({ presence: "unknown", findings: [{ code: "members_hidden" }] });
  expect(shownAfter("entitlement", "absent", ["reported", look])).toBe("cannot_check");
  const access = await connection.listAccess([MIA], signal);
  expect(access).toMatchObject({ complete: true, findings: [{ code: "members_hidden" }] });
});

test("a role that was taken from somebody who is active reads absent", async () => {
  const look = await connection.observe(on("entitlement", "standing:owner"), signal);
  expect([look.presence, look.completeness]).toEqual(["absent", "lookup"]);
});

test("bots stand among the accounts as service accounts, and a guest ends at its date", async () => {
  const { rows, complete } = await connection.listAccounts(signal);
  expect([complete, rows.length]).toEqual([true, 5]);
  expect(rows.find(({ nativeId }) => nativeId === "U8BOT")).toMatchObject({ kind: "service", presence: "active" });
  expect((await connection.observe(account("U8BOT"), signal)).presence).toBe("active");
  const guest = await connection.observe(account("U3GUS"), signal);
  expect(guest.facts.expiresAt).toBe(Date.parse("2026-06-30T00:00:00Z") * 1000);
});

test("all accounts come page by page, people before bots, each once", async () => {
  const rows: readonly AccountRecord[] = await everyPage(connection, signal);
  expect(rows.map(({ nativeId }) => nativeId)).toEqual(["U1MIA", "U2LEO", "U3GUS", "U9OPS", "U8BOT"]);
});

test("somebody who moves up while people are read by numbers is passed over, and the list is not called whole", async () => {
  server.state.beforePage = (from) => {
    if (from > 1) server.state.users.delete(MIA);
  };
  const listed = await connection.listAccounts(signal);
  expect([listed.complete, listed.rows.some(({ nativeId }) => nativeId === "U3GUS")]).toEqual([false, false]);
  expect(listed.findings?.map(({ detail }) => detail).join()).toContain("counts 4, then 3 rows");
});

test("a filter that is ignored names nobody else: everybody is read and compared instead", async () => {
  server.state.ignoresFilter = true;
  const found = await connection.findAccounts(
    { userNames: [], emails: ["leo.brandt@acme.example"], externalIds: [] },
    signal,
  );
  expect([found.complete, found.rows.map(({ nativeId }) => nativeId)]).toEqual([true, ["U2LEO"]]);
});

test("without an Enterprise plan sessions are promised by no one, and a missing scope is named with where it is granted", async () => {
  server.state.unscoped.add("usergroups.list");
  const plain = open({ enterprise: false });
  expect(plain.manifest.layers.session).toBeUndefined();
  const { authorised, findings, dialect } = await plain.check(signal);
  expect([authorised, dialect["unreadable"]]).toEqual([true, ["usergroup"]]);
  expect(findings.join(" ")).toContain("usergroups:read");
  const narrowed = open({ enterprise: false }, { dialect });
  expect(narrowed.manifest.layers.group).toBeUndefined();
  await Promise.all([plain.close(), narrowed.close()]);
});

test("a connection that only reads sends nothing else", async () => {
  const reading = open({}, { readOnly: true });
  expect((await reading.check(signal)).authorised).toBe(true);
  expect((await reading.listAccess([MIA], signal)).complete).toBe(true);
  await expect(reading.revoke(account(), "disabled", signal)).rejects.toThrow("was not sent");
  await reading.close();
});
