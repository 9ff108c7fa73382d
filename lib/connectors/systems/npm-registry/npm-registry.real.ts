import { beforeAll, describe, expect, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection, Target } from "../../contract.ts";
import { manifestProblems } from "../../registry.ts";
import { shownAfter } from "../../testing/shown.ts";
import { npmRegistryConnector } from "./index.ts";

const target = await realTarget("verdaccio");
const signal = new AbortController().signal;
const BASE_URL = `http://127.0.0.1:${target.runs ? target.ports["registry"] : 0}`;
const LOGIN = { name: "ci-bot", password: "test-password-of-ci-bot" };

async function call(method: string, path: string, body: unknown, token?: string) {
  const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { "content-type": "application/json", ...bearer };
  const response = await fetch(`${BASE_URL}${path}`, { method, headers, body: JSON.stringify(body) });
  const json: unknown = await response.json();
  return { token: String(Reflect.get(Object(json), "token")), key: String(Reflect.get(Object(json), "key")) };
}

function open(secrets: Readonly<Record<string, string>>, more = {}): Required<Connection> {
  const parsed = npmRegistryConnector.parseConfig({ baseUrl: BASE_URL, account: LOGIN.name, ...more });
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const options = { config: parsed.config, secrets, dialect: {}, connectionsMax: 2 };
  // manifestProblems is asserted below: every method is there.
  return npmRegistryConnector.open({ ...options, allowPrivateTargets: ["127.0.0.0/8"] }) as Required<Connection>;
}

if (!target.runs) describe("Verdaccio", () => it.skip(`could not be started: ${target.why}`));

describe.runIf(target.runs)("Verdaccio", () => {
  let own = "";
  let leaver = { token: "", key: "" };
  let credential: Target;

  beforeAll(async () => {
    own = (await call("PUT", `/-/user/org.couchdb.user:${LOGIN.name}`, LOGIN)).token;
    leaver = await call(
      "POST",
      "/-/npm/v1/tokens",
      { password: LOGIN.password, readonly: false, cidr_whitelist: [] },
      own,
    );
    credential = { layer: "credential", accountNativeId: LOGIN.name, nativeKey: leaver.key };
  });

  it("shows the account of the token and its tokens, and never a complete list of accounts", async () => {
    const connection = open({ token: own });
    expect(manifestProblems(connection)).toEqual([]);
    const stranger = await connection.findAccounts({ userNames: ["mia"], emails: [], externalIds: [] }, signal);
    expect(stranger).toMatchObject({ rows: [], complete: false });
    const { rows } = await connection.listAccess([LOGIN.name], signal);
    expect(rows.map(({ nativeKey }) => nativeKey)).toContain(leaver.key);
    expect((await connection.observe(credential, signal)).presence).toBe("active");
    await connection.close();
  });

  it("DELETE answers 200 while the token still signs in: Closeout shows Still present or Cannot check, never Verified", async () => {
    const [blind, trying] = [open({ token: own }), open({ token: own, leaverToken: leaver.token })];
    for (let turn = 0; turn < 2; turn += 1) {
      const done = await blind.revoke(credential, "invalidated", signal);
      expect(done.outcome).toEqual({ kind: "accepted" });
      const unlisted = await blind.observe(credential, signal);
      expect(unlisted.presence).toBe("unknown");
      expect(shownAfter("credential", "invalidated", [done, unlisted])).toBe("cannot_check");
      const tried = await trying.observe(credential, signal);
      expect(tried).toMatchObject({ presence: "active", facts: { expiresAt: expect.any(Number) } });
      expect(shownAfter("credential", "invalidated", [done, tried])).toBe("still_present");
      for (const secret of [own, leaver.token]) expect(JSON.stringify([done, unlisted, tried])).not.toContain(secret);
    }
    await Promise.all([blind.close(), trying.close()]);
  });

  it("sees a token refused that the registry does not take, and says what is wrong with its own", async () => {
    const refused = { layer: "credential", accountNativeId: LOGIN.name } as const;
    const nativeKey = "5f4dcc3b5aa765d61d8327deb882cf99";
    const trying = open({ token: own, leaverToken: "password" });
    expect((await trying.observe({ ...refused, nativeKey }, signal)).presence).toBe("absent");
    const wrong = open({ token: "wrong-token" });
    expect((await wrong.check(signal)).findings).toEqual(["The registry does not accept the token."]);
    expect((await wrong.observe({ ...refused, nativeKey }, signal)).presence).toBe("unknown");
    const other = open({ token: own }, { account: "somebody-else" });
    expect((await other.listAccounts(signal)).rows).toEqual([]);
    await Promise.all([trying.close(), wrong.close(), other.close()]);
  });
});
