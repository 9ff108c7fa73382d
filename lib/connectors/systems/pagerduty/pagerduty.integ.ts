import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../../contract.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { everyPage } from "../../testing/pages.ts";
import { CALENDAR_KEY, PAGERDUTY_TOKEN, startPagerduty } from "../../testing/servers/pagerduty.ts";
import { shownAfter } from "../../testing/shown.ts";
import { pagerdutyConnector } from "./index.ts";

const signal = new AbortController().signal;
const MIA = "PMIA";
let server: Awaited<ReturnType<typeof startPagerduty>>;
let connection: Required<Connection>;

function open(options: object = {}): Required<Connection> {
  return opened(pagerdutyConnector, { baseUrl: server.origin }, { token: PAGERDUTY_TOKEN }, options);
}

beforeEach(async () => {
  server = await startPagerduty();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const account = (id = MIA) => ({ layer: "account", accountNativeId: id, nativeKey: id }) as const;
const duty = (nativeKey: string) => ({ layer: "custody", accountNativeId: MIA, nativeKey }) as const;

test("every access of a person is ended and seen gone, twice; what a person decides or attests has no lever or no look", async () => {
  const access = await connection.listAccess([MIA], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  const gone = ["accepted", "absent", "already_absent", "absent"];
  const again = ["accepted", "absent", "accepted", "absent"];
  const stays = ["unsupported", "active", "unsupported", "active"];
  expect(await endEverything(connection, access.rows, signal)).toEqual({
    "web:d-web-1": again,
    "web:d-web-2": again,
    "mobile:d-phone": again,
    "calendar-feed:address": ["accepted", "unknown", "accepted", "unknown"],
    "team:T1PAY": gone,
    "role:admin": stays,
    "licence:L1": stays,
    "integration:d-slack": stays,
    "contact:C1": gone,
    "escalation-policy:E1": stays,
    "schedule:S1": stays,
  });
  expect(server.state.delegations.has("d-other")).toBe(true);
});

test("whoever is on call is refused with what stands in the way, and is deleted once nobody waits for them", async () => {
  const done = await connection.revoke(account(), "disabled", signal);
  const reason = "409: User cannot be deleted User is still on call in E1 User is still on call in S1";
  expect(done.outcome).toEqual({ kind: "refused", reason });
  expect((await connection.observe(duty("schedule:S1"), signal)).facts).toEqual({ owner: MIA });
  server.state.policies.get("E1")?.delete(MIA);
  server.state.schedules.get("S1")?.delete(MIA);
  for (const key of ["escalation-policy:E1", "schedule:S1"])
    expect((await connection.observe(duty(key), signal)).presence).toBe("absent");
  for (const outcome of ["accepted", "already_absent"]) {
    expect((await connection.revoke(account(), "disabled", signal)).outcome.kind).toBe(outcome);
    expect((await connection.observe(account(), signal)).presence).toBe("absent");
  }
  const licence = { layer: "entitlement", accountNativeId: MIA, nativeKey: "licence:L1" } as const;
  expect((await connection.observe(licence, signal)).presence).toBe("absent");
});

test("a deletion that PagerDuty says it did and did not do is a false closure, never green", async () => {
  server.state.lies = true;
  const done = await connection.revoke(account(), "disabled", signal);
  const look = await connection.observe(account(), signal);
  expect([done.outcome.kind, look.presence]).toEqual(["accepted", "active"]);
  expect(shownAfter("account", "disabled", [done, look])).toBe("still_present");
});

test("sessions carry their end, and signing out that is not done is seen", async () => {
  server.state.lies = true;
  const session = { layer: "session", accountNativeId: MIA, nativeKey: "web:d-web-1" } as const;
  expect((await connection.revoke(session, "invalidated", signal)).outcome.kind).toBe("accepted");
  const { presence, facts } = await connection.observe(session, signal);
  expect(presence).toBe("active");
  expect(facts).toEqual({
    issuedAt: Date.parse("2026-03-31T18:00:00Z") * 1000,
    expiresAt: Date.parse("2026-04-30T18:00:00Z") * 1000,
  });
});

test("the key of a renewed calendar opens it to anybody, and stands in nothing that is kept", async () => {
  const feed = { layer: "credential", accountNativeId: MIA, nativeKey: "calendar-feed:address" } as const;
  const done = await connection.revoke(feed, "invalidated", signal);
  expect(done.outcome.kind).toBe("accepted");
  expect(JSON.stringify(done)).not.toContain(CALENDAR_KEY);
});

test("policies of others, when PagerDuty does not look at whose were asked for, are not taken", async () => {
  server.state.ignoresFilter = true;
  const access = await connection.listAccess([MIA], signal);
  expect([access.complete, access.rows.some(({ nativeKey }) => nativeKey === "escalation-policy:E2")]).toEqual([
    false,
    false,
  ]);
});

test("a missing right leaves its layer out and is named with where it is granted", async () => {
  server.state.forbidden = "/schedules";
  const { dialect, findings } = await connection.check(signal);
  expect(dialect["unreadable"]).toEqual(["schedule"]);
  expect(findings.join(" ")).toContain("schedules.read");
  const narrowed = open({ dialect });
  expect(Object.keys(narrowed.manifest.layers)).not.toContain("custody");
  expect((await narrowed.listAccess([MIA], signal)).complete).toBe(true);
  await narrowed.close();
});

test("how long PagerDuty asks to wait, in seconds from now, is passed on", async () => {
  server.state.throttled = true;
  const look = await connection.observe(account(), signal);
  expect([look.presence, look.failure, look.retryAfter]).toEqual(["unknown", "rate_limited", 42_000_000]);
});

test("all accounts come page by page, and a reading connection acts on nothing", async () => {
  const rows = await everyPage(connection, signal);
  expect(rows.map(({ nativeId }) => nativeId)).toEqual([MIA, "PLEO", "PIDA"]);
  const reading = open({ readOnly: true });
  expect((await reading.check(signal)).authorised).toBe(true);
  await expect(reading.revoke(account(), "disabled", signal)).rejects.toThrow("was not sent");
  await reading.close();
});
