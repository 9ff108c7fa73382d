import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../../contract.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { everyPage } from "../../testing/pages.ts";
import { startZoom, ZOOM_SECRET } from "../../testing/servers/zoom.ts";
import { shownAfter } from "../../testing/shown.ts";
import { zoomConnector } from "./index.ts";

const signal = new AbortController().signal;
const MIA = "zMIA";
let server: Awaited<ReturnType<typeof startZoom>>;
let connection: Required<Connection>;

function open(options: object = {}): Required<Connection> {
  const settings = { baseUrl: server.origin, accountId: "acc", clientId: "app" };
  return opened(zoomConnector, settings, { clientSecret: ZOOM_SECRET }, options);
}

beforeEach(async () => {
  server = await startZoom();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const account = (id = MIA) => ({ layer: "account", accountNativeId: id, nativeKey: id }) as const;
const byMail = (mail: string) => ({ userNames: [], emails: [mail], externalIds: [] });

test("every access of a person is ended and seen gone, twice; sign-ins are ended and never seen", async () => {
  const access = await connection.listAccess([MIA], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  const gone = ["accepted", "absent", "already_absent", "absent"];
  expect(await endEverything(connection, access.rows, signal)).toEqual({
    "sso-token:all": ["accepted", "unknown", "accepted", "unknown"],
    "group:gPAY": gone,
    "chat-group:imOPS": gone,
    "licence:type-2": ["accepted", "absent", "accepted", "absent"],
    "role:1": gone,
    "assistants:zLEO": gone,
    "schedulers:zIDA": gone,
  });
  expect(server.state.groups.get("gPAY")).toEqual(new Set(["zLEO"]));
});

test("a deactivation that Zoom says it did and did not do is a false closure, never green", async () => {
  server.state.lies = true;
  const done = await connection.revoke(account(), "disabled", signal);
  const look = await connection.observe(account(), signal);
  expect([done.outcome.kind, look.presence]).toEqual(["accepted", "active"]);
  expect(shownAfter("account", "disabled", [done, look])).toBe("still_present");
});

test("somebody pending is found by mail, can still be opened, and is ended by taking the invitation back", async () => {
  const found = await connection.findAccounts(byMail("New@ACME.example"), signal);
  expect(found).toMatchObject({ complete: true, rows: [{ nativeId: "zNEW", presence: "active" }] });
  const done = await connection.revoke(account("zNEW"), "disabled", signal);
  expect(done.exchanges.map(({ method }) => method)).toEqual(["GET", "DELETE"]);
  expect((await connection.observe(account("zNEW"), signal)).presence).toBe("absent");
  expect((await connection.revoke(account("zNEW"), "disabled", signal)).outcome.kind).toBe("already_absent");
});

test("a licence that was asked back from somebody pending, who ignores it, is seen to stay", async () => {
  const fresh = server.state.users.get("zNEW");
  if (fresh !== undefined) fresh.type = 2;
  const licence = { layer: "entitlement", accountNativeId: "zNEW", nativeKey: "licence:type-2" } as const;
  expect((await connection.revoke(licence, "absent", signal)).outcome.kind).toBe("accepted");
  expect((await connection.observe(licence, signal)).presence).toBe("active");
});

test("the owner is refused in Zoom's own sentence", async () => {
  const mia = server.state.users.get(MIA);
  if (mia !== undefined) mia.role_id = "0";
  const { outcome } = await connection.revoke(account(), "disabled", signal);
  expect(outcome).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("can not be activated or deactivated"),
  });
});

test("an account is asked for by its id alone: what answers to a mail is not taken", async () => {
  const mail = account("mia.berg@acme.example");
  expect((await connection.observe(mail, signal)).presence).toBe("unknown");
  expect((await connection.revoke(mail, "disabled", signal)).outcome.kind).toBe("unknown");
});

test.each([["locked"], ["constructor"]])("the status %s, which is not known, says nothing", async (status) => {
  const mia = server.state.users.get(MIA);
  if (mia !== undefined) mia.status = status;
  expect((await connection.observe(account(), signal)).presence).toBe("unknown");
});

const STATUSES = ["active", "inactive", "pending"];
const MOVES = STATUSES.flatMap((from) => STATUSES.filter((to) => to !== from).map((to) => [from, to] as const));

test.each(MOVES)("whoever is %s and becomes %s while lists are read is on one of them", async (from, to) => {
  for (let moment = 1; moment <= 6; moment += 1) {
    const ida = server.state.users.get("zIDA");
    if (ida !== undefined) ida.status = from;
    server.state.lists = 0;
    server.state.beforeList = (count) => {
      if (count >= moment && ida !== undefined) ida.status = to;
    };
    const found = await connection.findAccounts(byMail("ida@acme.example"), signal);
    expect([moment, found.complete, found.rows.map(({ nativeId }) => nativeId)]).toEqual([moment, true, ["zIDA"]]);
    if (from === "pending" || to === "pending") continue;
    server.state.lists = 0;
    if (ida !== undefined) ida.status = from;
    const listed = await connection.listAccounts(signal);
    expect([moment, listed.rows.map(({ nativeId }) => nativeId).sort()]).toEqual([moment, ["zIDA", "zLEO", MIA]]);
  }
});

test("accounts of every status come page by page, with when they were last used on a look", async () => {
  const rows = await everyPage(connection, signal);
  expect(new Map(rows.map(({ nativeId, presence }) => [nativeId, presence]))).toEqual(
    new Map([
      ["zIDA", "disabled"],
      [MIA, "active"],
      ["zLEO", "active"],
    ]),
  );
  const { facts } = await connection.observe(account(), signal);
  expect(facts).toEqual({ lastUsedAt: Date.parse("2026-03-31T18:00:00Z") * 1000 });
});

test("a scope that is missing is a 400 of Zoom's: the layer is left out and the scope named with where it is granted", async () => {
  server.state.unscoped = "/groups";
  const { dialect, findings } = await connection.check(signal);
  expect(dialect["unreadable"]).toEqual(["group"]);
  expect(findings.join(" ")).toContain("group:read:list_groups:admin (marketplace.zoom.us, Manage, the app, Scopes)");
  server.state.unscoped = "/users";
  expect((await connection.check(signal)).findings.join()).toContain("does not contain scopes");
});

test("a connection that only reads sends nothing else", async () => {
  const reading = open({ readOnly: true });
  expect((await reading.listAccess([MIA], signal)).complete).toBe(true);
  await expect(reading.revoke(account(), "disabled", signal)).rejects.toThrow("was not sent");
  await reading.close();
});
