import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../../contract.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { everyPage } from "../../testing/pages.ts";
import { ATLASSIAN_DIRECTORY, ATLASSIAN_KEY, ATLASSIAN_ORG, startAtlassian } from "../../testing/servers/atlassian.ts";
import { shownAfter } from "../../testing/shown.ts";
import { atlassianConnector } from "./index.ts";

const signal = new AbortController().signal;
const MIA = "acc-mia";
let server: Awaited<ReturnType<typeof startAtlassian>>;
let connection: Required<Connection>;

function open(config: object = {}, options: object = {}): Required<Connection> {
  const settings = { baseUrl: server.origin, orgId: ATLASSIAN_ORG, ...config };
  return opened(atlassianConnector, settings, { apiKey: ATLASSIAN_KEY }, options);
}

beforeEach(async () => {
  server = await startAtlassian();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const account = (id = MIA) => ({ layer: "account", accountNativeId: id, nativeKey: id }) as const;
const byMail = (mail: string) => ({ userNames: [], emails: [mail], externalIds: [] });

test("every access of a person is ended and seen gone, twice; a synced group refuses in Atlassian's own words", async () => {
  const access = await connection.listAccess([MIA], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  const gone = ["accepted", "absent", "already_absent", "absent"];
  const again = ["accepted", "absent", "accepted", "absent"];
  expect(await endEverything(connection, access.rows, signal)).toEqual({
    "api-token:tok-1": gone,
    "api-token:tok-2": gone,
    [`group:${ATLASSIAN_DIRECTORY}/g-pay`]: gone,
    [`group:${ATLASSIAN_DIRECTORY}/g-idp`]: ["refused", "active", "refused", "active"],
    "role:atlassian/user@ari:cloud:jira-software::site/1": again,
    "role:atlassian/admin@ari:cloud:jira-software::site/1": again,
  });
});

test("roles of one product that stand in two rows are all seen", async () => {
  server.state.splitsRoles = true;
  const { rows, complete } = await connection.listAccess([MIA], signal);
  const roles = rows.map(({ nativeKey }) => nativeKey).filter((key) => key.startsWith("role:"));
  expect([complete, roles.map((key) => key.split("@")[0])]).toEqual([
    true,
    ["role:atlassian/user", "role:atlassian/admin"],
  ]);
});

test("an account of another domain cannot be deactivated, its tokens are hidden, and both are said", async () => {
  const done = await connection.revoke(account("acc-eve"), "disabled", signal);
  expect(done.outcome).toMatchObject({ kind: "unsupported", reason: expect.stringContaining("does not manage") });
  expect(server.state.users.get("acc-eve")?.accountStatus).toBe("active");
  const token = { layer: "credential", accountNativeId: "acc-eve", nativeKey: "api-token:tok-1" } as const;
  expect((await connection.observe(token, signal)).presence).toBe("unknown");
});

test("a suspension counts in the directory it is of, and nowhere else", async () => {
  const unnamed = await connection.revoke(account("acc-eve"), "suspended", signal);
  expect(unnamed.outcome.kind).toBe("unsupported");
  const named = open({ directoryId: ATLASSIAN_DIRECTORY });
  expect((await named.revoke(account("acc-eve"), "suspended", signal)).outcome.kind).toBe("accepted");
  expect((await named.observe(account("acc-eve"), signal)).presence).toBe("disabled");
  expect((await connection.observe(account("acc-eve"), signal)).presence).toBe("active");
  await named.close();
});

test("deactivations and revocations that are answered and not done are false closures, never green", async () => {
  server.state.lies = true;
  const token = { layer: "credential", accountNativeId: MIA, nativeKey: "api-token:tok-1" } as const;
  for (const [target, goal] of [[account(), "disabled"] as const, [token, "invalidated"] as const]) {
    const done = await connection.revoke(target, goal, signal);
    const look = await connection.observe(target, signal);
    expect([done.outcome.kind, shownAfter(target.layer, goal, [done, look])]).toEqual(["accepted", "still_present"]);
  }
});

test("user management that forgets a deactivated account proves no token gone: the account is still there", async () => {
  server.state.forgets = true;
  await connection.revoke(account(), "disabled", signal);
  expect((await connection.observe(account(), signal)).presence).toBe("disabled");
  const token = { layer: "credential", accountNativeId: MIA, nativeKey: "api-token:tok-1" } as const;
  const look = await connection.observe(token, signal);
  expect([look.presence, look.findings?.map(({ code }) => code)]).toEqual(["unknown", ["reply_contradicts"]]);
  server.state.users.delete(MIA);
  expect((await connection.observe(token, signal)).presence).toBe("absent");
});

test("groups that are shown whoever is asked about leave the layer out", async () => {
  server.state.ignoresFilter = true;
  const { dialect, findings } = await connection.check(signal);
  expect(dialect["unreadable"]).toEqual(["group"]);
  expect(findings.join(" ")).toContain("Groups cannot be read");
});

test("API tokens carry when they were made, last used and end", async () => {
  const access = await connection.listAccess([MIA], signal);
  const day = Date.parse("2026-03-31T18:00:00Z") * 1000;
  const expiresAt = Date.parse("2026-09-30T00:00:00Z") * 1000;
  const token = access.rows.find(({ nativeKey }) => nativeKey === "api-token:tok-1");
  expect(token?.facts).toEqual({ issuedAt: day, lastUsedAt: day, expiresAt });
  expect(access.rows.find(({ layer }) => layer === "entitlement")?.facts).toEqual({ lastUsedAt: day });
});

test("while an account shows no mail nobody is proved absent; an app's is no person's", async () => {
  expect(await connection.findAccounts(byMail("nobody@void.example"), signal)).toMatchObject({
    complete: true,
    rows: [],
  });
  const leo = server.state.users.get("acc-leo");
  if (leo !== undefined) leo.email = null;
  const hidden = await connection.findAccounts(byMail("nobody@void.example"), signal);
  expect([hidden.complete, hidden.findings?.[0]?.code]).toEqual([false, "key_not_searchable"]);
});

test("apps stand among the accounts as service accounts, page by page", async () => {
  const rows = await everyPage(connection, signal);
  expect(rows.map(({ nativeId, kind }) => [nativeId, kind])).toEqual([
    ["acc-eve", undefined],
    [MIA, undefined],
    ["acc-leo", undefined],
    ["acc-bot", "service"],
  ]);
});

test("a key that may not manage accounts is said with where it is made, and a reading connection acts on nothing", async () => {
  server.state.forbidden = "api-tokens";
  const reading = open({}, { readOnly: true });
  const { findings, dialect } = await reading.check(signal);
  expect(dialect["unreadable"]).toEqual(["api-token"]);
  expect(findings.join(" ")).toContain("admin.atlassian.com, Settings, API keys");
  await expect(reading.revoke(account(), "disabled", signal)).rejects.toThrow("was not sent");
  await reading.close();
});
