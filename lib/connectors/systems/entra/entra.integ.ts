import { afterEach, beforeEach, expect, test } from "vitest";
import { MINUTE } from "../../../core/instant.ts";
import type { Connection } from "../../contract.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { ENTRA_CLIENT, ENTRA_SECRET, ENTRA_TENANT, startEntra } from "../../testing/servers/entra.ts";
import { entraConfig, hostsOf } from "./config.ts";
import { entraConnector } from "./index.ts";

const signal = new AbortController().signal;
const MIA = "u-mia";
let server: Awaited<ReturnType<typeof startEntra>>;
let connection: Required<Connection>;

function open(secret = ENTRA_SECRET, dialect: Readonly<Record<string, unknown>> = {}): Required<Connection> {
  const config = { tenantId: ENTRA_TENANT, clientId: ENTRA_CLIENT, baseUrl: server.origin };
  return opened(entraConnector, config, { clientSecret: secret }, { dialect });
}

beforeEach(async () => {
  server = await startEntra();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const account = (id = MIA) => ({ layer: "account", accountNativeId: id, nativeKey: id }) as const;
const sessions = { layer: "session", accountNativeId: MIA, nativeKey: "sessions:all" } as const;

test("a person is found by every mail that the tenant knows, and quotes in it ask for nobody else", async () => {
  const ida = server.state.users.get("u-ida");
  ida?.proxyAddresses.push("smtp:ida.o'neil@acme.example");
  const found = await connection.findAccounts(
    { userNames: [], emails: ["Ida.O'Neil@acme.example"], externalIds: [] },
    signal,
  );
  expect(found).toMatchObject({ complete: true, rows: [{ nativeId: "u-ida" }] });
});

test("filters that are not looked at name nobody else's account, role or block", async () => {
  server.state.ignoresFilter = true;
  const found = await connection.findAccounts(
    { userNames: [], emails: ["leo.brandt@acme.example"], externalIds: [] },
    signal,
  );
  expect(found.rows.map(({ nativeId }) => nativeId)).toEqual(["u-leo"]);
  const access = await connection.listAccess([MIA], signal);
  expect([access.complete, access.rows.some(({ nativeKey }) => nativeKey === "role:ra-2")]).toEqual([false, false]);
});

test("every access of a person is ended and seen gone, twice; what comes through others says so and stays seen", async () => {
  const access = await connection.listAccess([MIA], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  const gone = ["accepted", "absent", "already_absent", "absent"];
  const stays = ["unsupported", "active", "unsupported", "active"];
  expect(await endEverything(connection, access.rows, signal)).toEqual({
    "sessions:all": ["accepted", "unknown", "accepted", "unknown"],
    "method:phoneAuthenticationMethod/ph-1": gone,
    "method:fido2AuthenticationMethod/fi-1": gone,
    "method:someNewAuthenticationMethod/nw-1": stays,
    "group:g-pay": gone,
    "group:g-dyn": ["unsupported", "active, revived by rule", "unsupported", "active, revived by rule"],
    // Its way led through g-pay, which was left before.
    "group:g-all": ["already_absent", "absent", "already_absent", "absent"],
    "licence:sku-e5": gone,
    "licence:sku-visio": stays,
    "app-role:ar-1": gone,
    "app-role:ar-2": stays,
    "role:ra-1": gone,
    "consent:oc-1": gone,
    "owned-app:app-1": stays,
    "owned-principal:sp-1": stays,
    "owned-group:g-pay": stays,
  });
});

test("a membership through another group is there until that group is left, and cannot be ended by itself", async () => {
  const nested = { layer: "group", accountNativeId: MIA, nativeKey: "group:g-all" } as const;
  expect((await connection.revoke(nested, "absent", signal)).outcome.kind).toBe("unsupported");
  expect((await connection.observe(nested, signal)).presence).toBe("active");
});

test("sessions end by the longest life of a token, counted from when the audit log says that sign-in was blocked", async () => {
  const before = await connection.observe(sessions, signal);
  expect(before.facts).toEqual({ expiresAt: Date.parse("2026-01-01T00:00:00Z") * 1000 + 1680 * MINUTE });
  await connection.revoke(account(), "disabled", signal);
  const { presence, facts } = await connection.observe(sessions, signal);
  const blockedAt = Date.parse("2026-03-31T18:00:00Z") * 1000;
  expect({ presence, facts }).toEqual({
    presence: "unknown",
    facts: { reissueBlockedAt: blockedAt, expiresAt: blockedAt + 1680 * MINUTE },
  });
});

test("a block that the log no longer holds, or that failed, blocks nothing in our eyes", async () => {
  await connection.revoke(account(), "disabled", signal);
  for (const audit of server.state.audits) audit.result = "failure";
  expect((await connection.observe(sessions, signal)).facts.reissueBlockedAt).toBeUndefined();
});

test("without the audit log the session layer is not promised, and the right is named", async () => {
  server.state.forbidden = "/auditLogs";
  const { dialect, findings } = await connection.check(signal);
  expect([dialect["unreadable"], findings.join(" ")]).toEqual([
    ["sessions"],
    expect.stringContaining("AuditLog.Read.All"),
  ]);
  const narrowed = open(ENTRA_SECRET, dialect);
  expect(Object.keys(narrowed.manifest.layers)).not.toContain("session");
  await narrowed.close();
});

test("a deleted user can be restored for a month: it reads disabled until nothing of it is left", async () => {
  expect((await connection.observe(account("u-old"), signal)).presence).toBe("disabled");
  server.state.deleted.clear();
  expect((await connection.observe(account("u-old"), signal)).presence).toBe("absent");
});

test("who owns an application now is read from itself: the leaver while they are among its owners, else who is active", async () => {
  const app = { layer: "machine_identity", accountNativeId: MIA, nativeKey: "owned-app:app-1" } as const;
  expect((await connection.observe(app, signal)).facts).toEqual({ owner: MIA });
  server.state.owned.get("app-1")?.owners.delete(MIA);
  server.state.owned.get("app-1")?.owners.add("u-leo");
  expect((await connection.observe(app, signal)).facts).toEqual({ owner: "u-leo", ownerActive: true });
  server.state.owned.delete("app-1");
  expect((await connection.observe(app, signal)).presence).toBe("absent");
  server.state.forbidden = "/ownedObjects";
  expect((await connection.observe(app, signal)).presence).toBe("unknown");
});

test("an account is asked for by its id alone: what answers to a sign-in name is not taken", async () => {
  const mia = server.state.users.get(MIA);
  if (mia !== undefined) server.state.users.set("mia.berg@acme.example", mia);
  expect((await connection.observe(account("mia.berg@acme.example"), signal)).presence).toBe("unknown");
});

test("a wrong secret is refused in Microsoft's own words, and is in nothing that is kept", async () => {
  const wrong = open("not-the-secret-0123456789");
  const report = await wrong.check(signal);
  expect(report).toMatchObject({ authorised: false, reachable: true });
  expect(report.findings.join()).toContain("AADSTS7000215: Invalid client secret provided.");
  expect(JSON.stringify(report)).not.toContain("not-the-secret");
  const look = await wrong.observe(account(), signal);
  expect([look.presence, look.failure]).toEqual(["unknown", "unauthorised"]);
  await wrong.close();
});

test("each cloud is called at its own places, for permissions of its own", () => {
  const of = (cloud: string) => hostsOf(entraConfig.parse({ tenantId: ENTRA_TENANT, clientId: ENTRA_CLIENT, cloud }));
  expect(of("china")).toMatchObject({ login: "https://login.chinacloudapi.cn" });
  expect(of("us_government").audience).toBe("https://graph.microsoft.us");
  expect(of("global").graph).toBe("https://graph.microsoft.com");
});
