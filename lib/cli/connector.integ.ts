import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { registry } from "#lib/connectors/registry.ts";
import { EXAMPLE } from "#lib/connectors/systems/generic-rest/example.ts";
import { SERVICE_TOKEN, startService } from "#lib/connectors/systems/generic-rest/testing/service.ts";
import { ENTRA_CLIENT, ENTRA_SECRET, ENTRA_TENANT, startEntra } from "#lib/connectors/testing/servers/entra.ts";
import { GITHUB_TOKEN, startGithub } from "#lib/connectors/testing/servers/github.ts";
import { GOOGLE_ADMIN, GOOGLE_KEY, startGoogle } from "#lib/connectors/testing/servers/google.ts";
import { OKTA_TOKEN, startOkta } from "#lib/connectors/testing/servers/okta.ts";
import { openReadOnly } from "#lib/connectors/trial/read-only.ts";
import { compileCache } from "#lib/runtime/testing.ts";

const MIA = "mia.berg@acme.example";
const signal = new AbortController().signal;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "closeout-connector-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function closeout(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const plain = { NODE_ENV: "test" as const, ...compileCache(), CLOSEOUT_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8" };
  const main = join(import.meta.dirname, "main.ts");
  const child = spawn(process.execPath, [main, "connector", ...args], { env: { ...plain, ...env } });
  const said = { out: "", err: "" };
  child.stdout.on("data", (data) => {
    said.out += data;
  });
  child.stderr.on("data", (data) => {
    said.err += data;
  });
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, ...said })),
  );
}

function settings(name: string, json: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(json), { mode: 0o600 });
  return file;
}

const VENDORS = {
  okta: {
    start: startOkta,
    config: (origin: string) => ({ baseUrl: origin }),
    secrets: { token: OKTA_TOKEN },
    variables: { CLOSEOUT_SECRET_TOKEN: OKTA_TOKEN },
  },
  github: {
    start: startGithub,
    config: (origin: string) => ({ org: "acme", baseUrl: origin }),
    secrets: { token: GITHUB_TOKEN },
    variables: { CLOSEOUT_SECRET_TOKEN: GITHUB_TOKEN },
  },
  entra: {
    start: startEntra,
    config: (origin: string) => ({ tenantId: ENTRA_TENANT, clientId: ENTRA_CLIENT, baseUrl: origin }),
    secrets: { clientSecret: ENTRA_SECRET },
    variables: { CLOSEOUT_SECRET_CLIENT_SECRET: ENTRA_SECRET },
  },
  google: {
    start: startGoogle,
    config: (origin: string) => ({ adminEmail: GOOGLE_ADMIN, baseUrl: origin }),
    secrets: { serviceAccountKey: GOOGLE_KEY },
    variables: { CLOSEOUT_SECRET_SERVICE_ACCOUNT_KEY: GOOGLE_KEY },
  },
} as const;

/** What may leave beside GET: where tokens are issued, and questions in GraphQL. */
const READS = /^GET |^POST \/(?:token|graphql|[\w-]+\/oauth2\/v2\.0\/token)$/;

test.each(Object.entries(VENDORS))(
  "%s is tried on its own, without a database, and nothing that acts leaves",
  async (id, vendor) => {
    const server = await vendor.start();
    const config = settings(`${id}.json`, vendor.config(server.origin));
    const tried = await closeout(["test", id, "--config", config, "--person", MIA], vendor.variables);
    expect([tried.code, tried.err]).toEqual([0, ""]);
    expect(tried.out).toContain("yes  The person is found: ");
    expect(tried.out).toContain("yes  Somebody unknown is completely not found");
    expect(tried.out).toContain("Nothing was changed.");
    expect(tried.out).not.toContain("NO ");
    expect(server.seen.length).toBeGreaterThan(10);
    expect(server.seen.filter((line) => !READS.test(line))).toEqual([]);
    for (const secret of Object.values(vendor.secrets)) expect(tried.out).not.toContain(secret);
    await server.close();
  },
  60_000,
);

test.each(Object.entries(VENDORS))(
  "a read-only connection of %s cannot act, not even when it is made to",
  async (id, vendor) => {
    const server = await vendor.start();
    const connector = registry().find(id);
    if (connector === null) throw new Error("it is in the registry");
    const parsed = connector.parseConfig(vendor.config(server.origin));
    if (!parsed.ok) throw new Error(parsed.problems.join());
    const options = { secrets: vendor.secrets, dialect: {}, connectionsMax: 2, allowPrivateTargets: ["127.0.0.0/8"] };
    const reading = openReadOnly(connector, { config: parsed.config, ...options });
    expect([reading.revoke, Object.values(reading.manifest.layers).some(({ act }) => act)]).toEqual([undefined, false]);
    const forced = connector.open({ config: parsed.config, ...options, readOnly: true });
    const [known] = (await forced.listAccounts?.(signal))?.rows ?? [];
    const account = known?.nativeId ?? "";
    const access = (await forced.listAccess?.([account], signal))?.rows ?? [];
    const targets = [...access, { layer: "account", accountNativeId: account, nativeKey: account } as const];
    for (const { layer, accountNativeId, nativeKey } of targets) {
      for (const goal of ["disabled", "absent", "invalidated"] as const) {
        await forced.revoke?.({ layer, accountNativeId, nativeKey }, goal, signal).catch(() => undefined);
      }
    }
    expect(server.seen.filter((line) => !READS.test(line))).toEqual([]);
    await Promise.all([reading.close(), forced.close(), server.close()]);
  },
);

test.each(Object.entries(VENDORS))(
  "an address in place of %s's own opens no way into private ranges",
  async (id, vendor) => {
    const server = await vendor.start();
    const connector = registry().find(id);
    const parsed = connector?.parseConfig(vendor.config(server.origin));
    if (!connector || !parsed?.ok) throw new Error("it is in the registry, and the settings fit");
    const options = { config: parsed.config, secrets: vendor.secrets, dialect: {}, connectionsMax: 2 };
    const guarded = openReadOnly(connector, options);
    const { authorised, findings } = await guarded.check(signal);
    expect([authorised, server.seen]).toEqual([false, []]);
    expect(findings.join()).toContain("This address is private or not allowed as a target.");
    await Promise.all([guarded.close(), server.close()]);
  },
);

test("what is missing is said layer by layer and in words, and the exit code says that not all went well", async () => {
  const server = await startOkta();
  server.state.forbidden = "/factors";
  const file = settings("secrets.json", { token: OKTA_TOKEN });
  const config = settings("narrow.json", { baseUrl: server.origin });
  const narrow = await closeout(["test", "okta", "--config", config, "--person", MIA, "--secrets", file]);
  expect(narrow.out).toMatch(/^Credentials +– +no, a right is missing \(below\) +no$/m);
  expect(narrow.out).toContain("- Factors cannot be read; that layer is not covered until they can.");
  expect(narrow.code).toBe(0);
  const nobody = await closeout(["test", "okta", "--config", config, "--person", "x@void.example", "--secrets", file]);
  expect([nobody.code, nobody.out]).toEqual([1, expect.stringContaining("NO   The person is found: No account")]);
  const wrong = settings("wrong.json", { token: "not-the-token-0123456789" });
  const refused = await closeout(["test", "okta", "--config", config, "--person", MIA, "--secrets", wrong]);
  expect(refused.code).toBe(1);
  expect(refused.out).toContain("- Okta refuses the token: 401: Invalid token provided.");
  expect(refused.out).not.toContain("not-the-token");
  await server.close();
}, 60_000);

test("used wrongly it says what to do: settings, secrets and who may read them", async () => {
  const config = settings("used.json", { baseUrl: "https://acme.okta.com" });
  const open = settings("open.json", { token: "x" });
  chmodSync(open, 0o644);
  const bad = settings("bad.json", { baseUrl: "nonsense" });
  const said = async (...args: string[]) => {
    const { code, err, out } = await closeout(["test", ...args]);
    expect([code, out]).toEqual([2, ""]);
    return err;
  };
  expect(await said("nothing", "--config", config, "--person", MIA)).toContain('no connector "nothing"');
  expect(await said("okta", "--person", MIA)).toContain("--config and --person are needed");
  expect(await said("okta", "--config", bad, "--person", MIA)).toContain("baseUrl: The address is not a URL");
  expect(await said("okta", "--config", config, "--person", MIA, "--secrets", open)).toContain("chmod 600");
  expect(await said("scim", "--config", config, "--person", MIA)).toContain("CLOSEOUT_SECRET_TOKEN");
}, 60_000);

test("a definition is checked line by line, and tried with each request, its answer and what was concluded", async () => {
  const server = await startService();
  const secrets = settings("service.json", { token: SERVICE_TOKEN });
  const said = (definition: object, ...more: readonly string[]) => {
    const config = settings("definition.json", { baseUrl: `${server.origin}/api`, definition });
    return closeout(["test", "generic-rest", "--config", config, "--person", MIA, "--secrets", secrets, ...more]);
  };
  const wrong = await said({
    ...EXAMPLE,
    accounts: { ...EXAMPLE.accounts, look: { path: "/../x/{account}", row: "" } },
  });
  expect([wrong.code, wrong.err]).toEqual([
    2,
    expect.stringMatching(/line \d+, accounts.look.path: A path has no \. or/),
  ]);
  expect(server.seen).toEqual([]);
  const tried = await said(EXAMPLE, "--show", "requests");
  expect(tried.code).toBe(0);
  for (const words of [
    `Asked: ${MIA}\n  GET ${server.origin}/api/people?filter=`,
    "  => 1 found, read to the end\n  => Mia.Berg (p1): active\n",
    "  => session session:s1: laptop\n",
    '      userName (login): "Mia.Berg"\n',
    '      presence (state): "open"  Means active.\n',
    "Asked: account closeout-probe-never-there",
    "  => absent, by lookup\n",
  ])
    expect(tried.out).toContain(words);
  expect(tried.out).not.toContain(SERVICE_TOKEN);
  expect((await said(EXAMPLE, "--show", "secrets")).code).toBe(2);
  await server.close();
}, 60_000);

test("the list names every connector, its layers, and what it was not yet seen against", async () => {
  const listed = await closeout(["list"]);
  expect(listed.code).toBe(0);
  for (const { id, name } of registry().manifests) expect(listed.out).toContain(`${id}  ${name}\n`);
  const unseen = registry()
    .manifests.flatMap((one) => one.seenAgainst)
    .filter((one) => one.includes("not yet seen"));
  expect(unseen.length).toBeGreaterThanOrEqual(4);
  for (const words of unseen) expect(listed.out).toContain(words);
});
