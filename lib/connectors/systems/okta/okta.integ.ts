import { afterEach, beforeEach, expect, test } from "vitest";
import { MINUTE } from "../../../core/instant.ts";
import type { Connection } from "../../contract.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { OKTA_TOKEN, startOkta } from "../../testing/servers/okta.ts";
import { oktaConnector } from "./index.ts";

const signal = new AbortController().signal;
const MIA = "00u1mia";
let server: Awaited<ReturnType<typeof startOkta>>;
let connection: Required<Connection>;

function open(dialect: Readonly<Record<string, unknown>> = {}, config: object = {}): Required<Connection> {
  return opened(oktaConnector, { baseUrl: server.origin, ...config }, { token: OKTA_TOKEN }, { dialect });
}

beforeEach(async () => {
  server = await startOkta();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const target = (layer: "session" | "group", nativeKey: string, accountNativeId = MIA) => ({
  layer,
  nativeKey,
  accountNativeId,
});

test("deactivated accounts, which Okta leaves out of its list, are in ours", async () => {
  const listed = await connection.listAccounts(signal);
  expect(listed.complete).toBe(true);
  expect(Object.fromEntries(listed.rows.map(({ nativeId, presence }) => [nativeId, presence]))).toEqual({
    [MIA]: "active",
    "00u2leo": "active",
    "00u3ida": "disabled",
    "00u4kim": "disabled",
  });
});

test.each([
  ["ACTIVE", "DEPROVISIONED"],
  ["DEPROVISIONED", "ACTIVE"],
])("whoever is %s and becomes %s while everybody is read is on one of the lists", async (from, to) => {
  const ida = server.state.users.get("00u3ida");
  for (let moment = 1; moment <= 5; moment += 1) {
    let lists = 0;
    if (ida !== undefined) ida.status = from;
    server.state.beforeList = () => {
      lists += 1;
      if (lists === moment && ida !== undefined) ida.status = to;
    };
    const { complete, rows } = await connection.listAccounts(signal);
    expect([moment, complete, rows.some(({ nativeId }) => nativeId === "00u3ida")]).toEqual([moment, true, true]);
  }
});

test("a search that ignores its filter names nobody else's account: everybody is read and compared instead", async () => {
  server.state.ignoresFilter = true;
  const found = await connection.findAccounts(
    { userNames: [], emails: ["leo.brandt@acme.example"], externalIds: [] },
    signal,
  );
  expect(found.rows.map(({ nativeId }) => nativeId)).toEqual(["00u2leo"]);
  expect(found.findings?.map(({ code }) => code)).toContain("filter_not_honoured");
  const access = await connection.listAccess([MIA], signal);
  expect(access.complete).toBe(false);
  expect(access.rows.map(({ nativeKey }) => nativeKey)).not.toContain("app:0oa3cad");
});

test("every access of a person is ended and seen gone, twice; what a rule or a group grants says so", async () => {
  const access = await connection.listAccess([MIA], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  expect(await endEverything(connection, access.rows, signal)).toEqual({
    "sessions:all": ["accepted", "unknown", "accepted", "unknown"],
    "factor:mbl1": ["accepted", "absent", "already_absent", "absent"],
    "api-token:00T1": ["accepted", "absent", "already_absent", "absent"],
    "group:00g1pay": ["accepted", "absent", "already_absent", "absent"],
    "group:00g2ops": ["accepted", "absent, revived by rule", "already_absent", "absent, revived by rule"],
    "app:0oa1crm": ["accepted", "absent", "already_absent", "absent"],
    "app:0oa2hr": ["unsupported", "active", "unsupported", "active"],
    "role:ra1": ["accepted", "absent", "already_absent", "absent"],
    "grant:oag1": ["accepted", "absent", "already_absent", "absent"],
    "client-token:0oacli/oar1": ["accepted", "absent", "already_absent", "absent"],
  });
  expect(server.state.apiTokens.has("00T2")).toBe(true);
});

test("sessions, which nobody can list, end by the longest life that a policy allows, counted from the closing", async () => {
  const before = await connection.observe(target("session", "sessions:all"), signal);
  expect([before.presence, before.facts.reissueBlockedAt]).toEqual(["unknown", undefined]);
  await connection.revoke({ layer: "account", nativeKey: MIA, accountNativeId: MIA }, "disabled", signal);
  const { presence, facts } = await connection.observe(target("session", "sessions:all"), signal);
  const closedAt = Date.parse("2026-03-31T18:00:00Z") * 1000;
  expect({ presence, facts }).toEqual({
    presence: "unknown",
    facts: { reissueBlockedAt: closedAt, expiresAt: closedAt + 720 * MINUTE },
  });
  server.state.sessionMinutes = 0;
  const endless = await connection.observe(target("session", "sessions:all"), signal);
  expect(endless.facts).toEqual({ reissueBlockedAt: closedAt });
});

test("a layer that the credential cannot read is not promised, and the check names the right and its place", async () => {
  server.state.forbidden = "/factors";
  const report = await connection.check(signal);
  expect(report).toMatchObject({ reachable: true, authorised: true, dialect: { unreadable: ["factor"] } });
  expect(report.findings.join(" ")).toContain("Factors cannot be read; that layer is not covered until they can.");
  const narrowed = open(report.dialect);
  expect(Object.keys(narrowed.manifest.layers)).not.toContain("credential");
  const access = await narrowed.listAccess([MIA], signal);
  expect(access.complete).toBe(true);
  expect(access.rows.some(({ layer }) => layer === "credential")).toBe(false);
  await narrowed.close();
});

test("group rules that cannot be read leave the group layer out: a membership might come back unseen", async () => {
  server.state.forbidden = "/groups/rules";
  const { dialect } = await connection.check(signal);
  expect(dialect["unreadable"]).toEqual(["group"]);
  const look = await connection.observe(target("group", "group:00g9none"), signal);
  expect(look.presence).toBe("unknown");
});

test("an access of an account that is gone is gone with it, and an account is asked for by its id alone", async () => {
  server.state.users.delete("00u2leo");
  const look = await connection.observe(target("group", "group:00g1pay", "00u2leo"), signal);
  expect([look.presence, look.completeness]).toEqual(["absent", "lookup"]);
  const mia = server.state.users.get(MIA);
  if (mia !== undefined) server.state.users.set("mia.berg@acme.example", mia);
  const byLogin = {
    layer: "account",
    nativeKey: "mia.berg@acme.example",
    accountNativeId: "mia.berg@acme.example",
  } as const;
  expect((await connection.observe(byLogin, signal)).presence).toBe("unknown");
});

test("ten thousand groups of one account, named in every script, are all read and each can be looked at", async () => {
  server.state.pageSize = 200;
  const names = ["Zürich", "財務部", "الدعم", "👩‍💻 team", "a\u202Eb", "\u0000", "%2e%2e/../", "I\u0307", "𝒳"];
  for (let at = 0; at < 10_000; at += 1) {
    const name = names[at % names.length] ?? "";
    server.state.groups.set(`00gmany${at}`, { type: "OKTA_GROUP", name, members: new Set([MIA]) });
  }
  const access = await connection.listAccess([MIA], signal);
  expect(access.complete).toBe(true);
  const groups = access.rows.filter(({ layer }) => layer === "group");
  expect(new Set(groups.map(({ nativeKey }) => nativeKey)).size).toBe(10_002);
  const last = await connection.observe(target("group", "group:00gmany9999"), signal);
  expect(last.presence).toBe("active");
});

test.each([
  ["PASSWORD_EXPIRED", "active"],
  ["LOCKED_OUT", "active"],
  ["PROVISIONED", "active"],
  ["STAGED", "disabled"],
  ["SOMETHING_NEW", "unknown"],
  ["constructor", "unknown"],
])("the status %s reads %s", async (status, presence) => {
  const mia = server.state.users.get(MIA);
  if (mia !== undefined) mia.status = status;
  const account = { layer: "account", nativeKey: MIA, accountNativeId: MIA } as const;
  expect((await connection.observe(account, signal)).presence).toBe(presence);
});

test("suspends where the goal or the settings say so, and says what was so before", async () => {
  const account = { layer: "account", nativeKey: MIA, accountNativeId: MIA } as const;
  expect((await connection.revoke(account, "suspended", signal)).outcome.kind).toBe("accepted");
  expect(server.state.users.get(MIA)?.status).toBe("SUSPENDED");
  expect((await connection.revoke(account, "suspended", signal)).outcome.kind).toBe("already_absent");
  const soft = open({}, { disableBy: "suspend" });
  const leo = { layer: "account", nativeKey: "00u2leo", accountNativeId: "00u2leo" } as const;
  await soft.revoke(leo, "disabled", signal);
  expect(server.state.users.get("00u2leo")?.status).toBe("SUSPENDED");
  await soft.close();
});
