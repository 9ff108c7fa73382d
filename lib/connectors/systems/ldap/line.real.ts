import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { ldapConnector } from "./index.ts";
import { config, PASSWORD, PORT, SECRETS, TLS_PORT, whyNot } from "./testing/acme.ts";

const on = it.skipIf(whyNot !== null);
const signal = new AbortController().signal;
const LOOPBACK = ["127.0.0.0/8", "::1/128"];

async function check(
  more: Readonly<Record<string, unknown>>,
  secrets: Readonly<Record<string, string>> = SECRETS,
  allowPrivateTargets: readonly string[] = LOOPBACK,
) {
  const parsed = ldapConnector.parseConfig(config(more));
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const options = { config: parsed.config, secrets, dialect: {}, connectionsMax: 2 };
  const report = await ldapConnector.open({ ...options, allowPrivateTargets, deadlineMs: 3_000 }).check(signal);
  return { ...report, text: report.findings.join(" ") };
}

on("encrypts from the first byte, or before anything is said, and trusts the authority that was entered", async () => {
  for (const more of [
    { encryption: "ldaps", port: TLS_PORT },
    { encryption: "starttls", port: PORT },
  ]) {
    expect(await check(more)).toMatchObject({ reachable: true, authorised: true });
  }
});

on("refuses a certificate of an authority that nobody entered, before the password is sent", async () => {
  const secrets = { password: PASSWORD };
  for (const more of [
    { encryption: "ldaps", port: TLS_PORT },
    { encryption: "starttls", port: PORT },
  ]) {
    const report = await check(more, secrets);
    expect(report).toMatchObject({ authorised: false, text: expect.stringContaining("certificate is not trusted") });
    expect(report.exchanges.some(({ method, status }) => method === "BIND" && status !== null)).toBe(false);
  }
});

on("refuses a certificate that names another host", async () => {
  const report = await check({ encryption: "ldaps", port: TLS_PORT, host: "localhost" });
  expect(report).toMatchObject({ authorised: false, text: expect.stringContaining("ERR_TLS_CERT_ALTNAME_INVALID") });
});

on(
  "says in a sentence what is wrong: password, name, base, class, encryption, port, another product, an address not allowed",
  async () => {
    const wrong = { password: "wrong-password", observePassword: "wrong-password" };
    expect((await check({}, wrong)).text).toContain("refuses the name or the password (49)");
    expect((await check({}, { ...SECRETS, password: "wrong-password" })).text).toContain("Who acts cannot sign in");
    expect((await check({ baseDn: "dc=other,dc=test" })).text).toContain("holds nothing at the base");
    expect((await check({ accountClass: "posixAccount", baseDn: "ou=policies,dc=acme,dc=test" })).text).toContain(
      "No account of the class",
    );
    expect((await check({ encryption: "ldaps", port: PORT })).reachable).toBe(false);
    expect((await check({ port: 1 })).text).toContain("Nothing listens on this port");
    expect((await check({}, SECRETS, [])).text).toContain("private");
    const other = createServer((_, response) => response.end());
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    expect((await check({ port })).text).toContain("does not speak LDAP");
    other.close();
  },
);

on("keeps what was asked and answered, and no password", async () => {
  const report = await check({});
  expect(report.exchanges.map(({ method }) => method)).toEqual(expect.arrayContaining(["BIND", "SEARCH"]));
  for (const { url, bodyDigest, status } of report.exchanges) {
    expect(url).toMatch(/^ldap:\/\/127\.0\.0\.1:\d+\//);
    expect([bodyDigest?.length, status]).toEqual([32, 0]);
  }
  expect(JSON.stringify(report)).not.toContain(PASSWORD);
});
