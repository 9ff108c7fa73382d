import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../../contract.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { GITHUB_TOKEN, startGithub } from "../../testing/servers/github.ts";
import { startVendor } from "../../testing/servers/vendor.ts";
import { placesOf } from "./config.ts";
import { githubConnector } from "./index.ts";

const signal = new AbortController().signal;
let server: Awaited<ReturnType<typeof startGithub>>;
let connection: Required<Connection>;

function open(config: object = {}, dialect: Readonly<Record<string, unknown>> = {}): Required<Connection> {
  const settings = { org: "acme", baseUrl: server.origin, ...config };
  return opened(githubConnector, settings, { token: GITHUB_TOKEN }, { dialect });
}

beforeEach(async () => {
  server = await startGithub();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const byMail = (mail: string) => ({ userNames: [], emails: [mail], externalIds: [] });
const account = (id: string) => ({ layer: "account", accountNativeId: id, nativeKey: id }) as const;

test.each(["saml", "verified_domains"])(
  "people are found by the mails that GitHub knows of them by %s",
  async (identities) => {
    const known = open({ identities });
    const found = await known.findAccounts(byMail("IDA.krog@acme.example"), signal);
    expect(found).toMatchObject({ complete: true, rows: [{ nativeId: "103", userName: "idak" }] });
    await known.close();
  },
);

test("somebody linked by two identities is found by the mails of either", async () => {
  server.state.linkedTwice = "mia.private@acme.example";
  for (const mail of ["mia.private@acme.example", "mia.berg@acme.example"]) {
    expect((await connection.findAccounts(byMail(mail), signal)).rows.map(({ nativeId }) => nativeId)).toEqual(["101"]);
  }
});

test("nobody is proved absent while a member or collaborator carries no mail", async () => {
  server.state.outside.add(104);
  const none = await connection.findAccounts(byMail("nobody@void.example"), signal);
  expect(none).toMatchObject({ rows: [], complete: false });
  expect(none.findings?.map(({ detail }) => detail).join()).toContain("no mail of 1 of 4 members");
  expect((await connection.listAccounts(signal)).complete).toBe(false);
  expect((await connection.findAccounts(byMail("leo.brandt@acme.example"), signal)).complete).toBe(true);
});

test.each([
  [
    "takes up an invitation",
    () => server.state.invitations.set(509, "kim@acme.example"),
    () => {
      server.state.invitations.delete(509);
      server.state.members.set(104, "member");
    },
  ],
  [
    "is made an outside collaborator",
    () => server.state.members.set(104, "member"),
    () => {
      server.state.members.delete(104);
      server.state.outside.add(104);
    },
  ],
  [
    "is made a member",
    () => server.state.outside.add(104),
    () => {
      server.state.outside.delete(104);
      server.state.members.set(104, "member");
    },
  ],
])("whoever %s while lists are read is on one of them", async (_, begin, move) => {
  server.state.mails.set(104, "kim@acme.example");
  for (let moment = 1; moment <= 12; moment += 1) {
    server.state.members.delete(104);
    server.state.outside.delete(104);
    server.state.invitations.delete(509);
    begin();
    let reads = 0;
    server.state.beforeRead = () => {
      reads += 1;
      if (reads === moment) move();
    };
    const found = await connection.findAccounts(byMail("kim@acme.example"), signal);
    expect([moment, found.complete, found.rows.length > 0]).toEqual([moment, true, true]);
  }
});

test("an invitation that nobody took up is a way in, and is taken back", async () => {
  const found = await connection.findAccounts(byMail("new.joiner@acme.example"), signal);
  expect(found.rows).toMatchObject([{ nativeId: "invitation:501", presence: "active" }]);
  expect((await connection.listAccess(["invitation:501"], signal)).complete).toBe(true);
  expect((await connection.revoke(account("invitation:501"), "disabled", signal)).outcome.kind).toBe("accepted");
  expect((await connection.observe(account("invitation:501"), signal)).presence).toBe("absent");
});

test("every access of a person is ended and seen gone, twice; being an owner ends with the membership alone", async () => {
  const access = await connection.listAccess(["101"], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  const gone = ["accepted", "absent", "already_absent", "absent"];
  expect(await endEverything(connection, access.rows, signal)).toEqual({
    "token:301": gone,
    "sso:401": gone,
    "team:201": gone,
    "team:202": gone,
    "role:admin": ["unsupported", "active", "unsupported", "active"],
  });
  expect([...server.state.grants.keys(), ...server.state.authorizations.keys()]).toEqual([302, 402]);
});

test("a name that changed hands leads to nobody else: the number is asked for its name anew", async () => {
  server.state.users.set(101, "mia-renamed");
  server.state.users.set(104, "mia-codes");
  const done = await connection.revoke(account("101"), "disabled", signal);
  expect(done.outcome.kind).toBe("accepted");
  expect(server.seen.at(-1)).toBe("DELETE /orgs/acme/members/mia-renamed");
});

test("an outside collaborator is there too, and leaves as one", async () => {
  server.state.members.delete(102);
  server.state.outside.add(102);
  expect((await connection.observe(account("102"), signal)).presence).toBe("active");
  expect((await connection.revoke(account("102"), "absent", signal)).outcome.kind).toBe("accepted");
  expect((await connection.observe(account("102"), signal)).presence).toBe("absent");
});

test("tokens of others, when GitHub does not look at whose were asked for, are not taken and nothing is concluded", async () => {
  server.state.ignoresOwner = true;
  const access = await connection.listAccess(["101"], signal);
  expect([access.complete, access.rows.some(({ nativeKey }) => nativeKey === "token:302")]).toEqual([false, false]);
  const gone = { layer: "credential", accountNativeId: "101", nativeKey: "token:999" } as const;
  expect((await connection.observe(gone, signal)).presence).toBe("unknown");
});

test("an expired token reads as no longer usable", async () => {
  server.state.grants.set(301, { owner: 101, expired: true });
  const look = await connection.observe(
    { layer: "credential", accountNativeId: "101", nativeKey: "token:301" },
    signal,
  );
  expect(look.presence).toBe("disabled");
});

test("without single sign-on the credential layer is not promised: tokens and keys of members cannot be seen", async () => {
  server.state.forbidden = "/credential-authorizations";
  const { dialect, findings } = await connection.check(signal);
  expect(findings.join(" ")).toContain("Enterprise Cloud with SAML alone");
  const narrowed = open({}, dialect);
  expect(Object.keys(narrowed.manifest.layers)).toEqual(["account", "group", "entitlement"]);
  await narrowed.close();
});

test("more teams than may be asked leave the list of teams incomplete", async () => {
  const capped = open({ teamsMax: 2 });
  const access = await capped.listAccess(["103"], signal);
  expect([access.complete, access.findings?.map(({ code }) => code)]).toEqual([false, ["listing_capped"]]);
  await capped.close();
});

test("an App signs itself in with its key; its token serves the calls and is in nothing kept", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const vendor = await startVendor(
    {
      "POST /app/installations/77/access_tokens": ({ authorization }) => ({
        status: /^Bearer ey[\w-]+\.ey[\w-]+\.[\w-]+$/.test(authorization) ? 201 : 401,
        json: { token: "ghs_issued0123456789", expires_at: "2026-03-31T19:00:00Z" },
      }),
      "GET /orgs/acme": ({ authorization }) => ({ status: 200, json: { login: "acme", id: 9, echo: authorization } }),
    },
    () => ({ status: 404, json: {} }),
  );
  const settings = { org: "acme", baseUrl: vendor.origin, appId: "12", installationId: "77" };
  const app = opened(githubConnector, settings, { privateKey: pem });
  const report = await app.check(signal);
  expect(vendor.seen.slice(0, 2)).toEqual(["POST /app/installations/77/access_tokens", "GET /orgs/acme"]);
  expect(JSON.stringify(report)).not.toContain("ghs_issued");
  await app.close();
  await vendor.close();
});

test("GitHub Enterprise Server keeps REST and GraphQL beside each other", () => {
  expect(placesOf("https://git.example.com/api/v3/")).toEqual({ base: "https://git.example.com/api", rest: "/v3" });
  expect(placesOf("https://api.github.com")).toEqual({ base: "https://api.github.com", rest: "" });
});
