import { describe, expect, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Exchange, Target } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { oktaConnector } from "./index.ts";

const signal = new AbortController().signal;
const prism = await realTarget("prismOkta");
const emulate = await realTarget("emulate");

/** The user of Okta's own example. */
const USER = "00ub0oNGTSWTBKOLGLNR";
/** What the slice of the description leaves out. */
const LEFT_OUT = /\/api\/v1\/(?:apps|policies|groups\/rules)|\/(?:factors|roles)\/[^/]+$/;

function refused(exchanges: readonly Exchange[]): readonly string[] {
  return exchanges
    .filter(({ status, url }) => (status ?? 0) >= 400 && !LEFT_OUT.test(new URL(url).pathname))
    .map(({ method, url, status, body }) => `${method} ${url} ${status} ${body}`);
}

describe.skipIf(!prism.runs)("Okta's own description", () => {
  const port = prism.runs ? prism.ports["http"] : 0;
  const connection = opened(oktaConnector, { baseUrl: `http://127.0.0.1:${port}` }, { token: "any-token" });

  it("allows every request that looks, and its examples are read to the last row", async () => {
    const keys = { userNames: [], emails: ["alice.smith@example.com"], externalIds: ["187"] };
    const found = await connection.findAccounts(keys, signal);
    expect(found).toMatchObject({ complete: true, rows: [{ userName: "alice.smith@example.com" }] });
    const account = { layer: "account", accountNativeId: USER, nativeKey: USER } as const;
    const seen = await connection.observe(account, signal);
    expect(seen.presence).toBe("active");
    const access = await connection.listAccess([USER], signal);
    expect(access.findings).toEqual([]);
    expect(new Set(access.rows.map(({ nativeKey }) => nativeKey.split(":")[0]))).toEqual(
      new Set(["factor", "group", "role", "grant", "client-token"]),
    );
    expect(refused([...found.exchanges, ...seen.exchanges, ...access.exchanges])).toEqual([]);
  });

  it.each([
    ["account", USER, "disabled"],
    ["account", USER, "suspended"],
    ["session", "sessions:all", "invalidated"],
    ["credential", "api-token:00Tabcdefg1234567890", "invalidated"],
    ["group", "group:0gabcd1234", "absent"],
    ["delegation", "grant:oag3ih1zrm1cBFOiq0h6", "absent"],
    ["delegation", "client-token:0oabskvc6442nkvQO0h7/oar579Mcp7OUsNTlo0g3", "absent"],
  ] as const)("allows the act on %s %s, and what it answers is a yes", async (layer, nativeKey, goal) => {
    const target: Target = { layer, nativeKey, accountNativeId: USER };
    const { outcome, exchanges } = await connection.revoke(target, goal, signal);
    expect(refused(exchanges)).toEqual([]);
    expect(outcome.kind).toBe("accepted");
  });
});

describe.skipIf(!emulate.runs)("Okta as emulate has it", () => {
  const { ports = {}, values = {} } = emulate.runs ? emulate : {};
  const config = { baseUrl: `http://127.0.0.1:${ports["okta"]}` };
  const connection = opened(oktaConnector, config, { token: values["token"] ?? "" });
  const find = (mail: string) => connection.findAccounts({ userNames: [], emails: [mail], externalIds: [] }, signal);

  it("answers a search with everybody; Closeout takes and deactivates the one who was meant, twice, and nobody else", async () => {
    const found = await find("leo.brandt@acme.example");
    expect(found).toMatchObject({ complete: true, rows: [{ userName: "leo.brandt@acme.example" }] });
    expect(found.findings?.map(({ code }) => code)).toContain("filter_not_honoured");
    const id = found.rows[0]?.nativeId ?? "";
    const account = { layer: "account", accountNativeId: id, nativeKey: id } as const;
    expect((await connection.observe(account, signal)).presence).toBe("active");
    for (const outcome of ["accepted", "already_absent"]) {
      expect((await connection.revoke(account, "disabled", signal)).outcome.kind).toBe(outcome);
      expect((await connection.observe(account, signal)).presence).toBe("disabled");
    }
    expect((await find("mia.berg@acme.example")).rows).toMatchObject([{ presence: "active" }]);
  });

  it("finds nobody for a stranger, and an id that never was reads absent", async () => {
    expect(await find("nobody@void.example")).toMatchObject({ rows: [], complete: true });
    const nobody = { layer: "account", accountNativeId: "00unever", nativeKey: "00unever" } as const;
    expect((await connection.observe(nobody, signal)).presence).toBe("absent");
  });

  it("offers no factors, grants or policies: those layers are not promised, and what is asked of them stays unknown", async () => {
    const { dialect, authorised } = await connection.check(signal);
    expect(authorised).toBe(true);
    const narrowed = opened(oktaConnector, config, { token: values["token"] ?? "" }, { dialect });
    expect(Object.keys(narrowed.manifest.layers)).toEqual(["account"]);
    await narrowed.close();
    const id = (await find("mia.berg@acme.example")).rows[0]?.nativeId ?? "";
    const factor = { layer: "credential", accountNativeId: id, nativeKey: "factor:x" } as const;
    expect((await connection.observe(factor, signal)).presence).toBe("unknown");
  });
});
