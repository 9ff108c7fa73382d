import { describe, expect, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Target } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { shownAfter } from "../../testing/shown.ts";
import { scimConnector } from "./index.ts";

const target = await realTarget("canaille");
const signal = new AbortController().signal;
const ORIGIN = `http://127.0.0.1:${target.runs ? target.ports["http"] : 0}`;
const BASE_URL = `${ORIGIN}/scim/v2`;

async function idsByName(token: string): Promise<ReadonlyMap<string, string>> {
  const headers = { authorization: `Bearer ${token}` };
  const listed = Object(await (await fetch(`${BASE_URL}/Users`, { headers })).json());
  const users = Reflect.get(listed, "Resources") as { id: string; userName: string }[];
  return new Map(users.map(({ id, userName }) => [userName, id]));
}

if (!target.runs) describe("Canaille", () => it.skip(`could not be started: ${target.why}`));

describe.runIf(target.runs)("Canaille, which fails at every list that is asked for by its place", () => {
  it("an account is closed and seen closed by its id; of what cannot be listed nothing is concluded", async () => {
    const { scim: token } = (await (await fetch(`${ORIGIN}/door?sub=kim`)).json()) as { scim: string };
    const kim = (await idsByName(token)).get("kim") ?? "";
    const connection = opened(scimConnector, { baseUrl: BASE_URL }, { token });
    const account: Target = { layer: "account", accountNativeId: kim, nativeKey: kim };
    expect((await connection.observe(account, signal)).presence).toBe("active");
    const person = { userNames: ["kim"], emails: ["kim@acme.example"], externalIds: [] };
    for (const list of [await connection.listAccounts(signal), await connection.findAccounts(person, signal)]) {
      expect(list).toMatchObject({ rows: [], complete: false, failure: "server_error" });
    }
    for (let turn = 0; turn < 2; turn += 1) {
      const done = await connection.revoke(account, "disabled", signal);
      const look = await connection.observe(account, signal);
      expect(shownAfter("account", "disabled", [done, look])).toBe("verified_disabled");
    }
    const stranger = { ...account, accountNativeId: "never-there", nativeKey: "never-there" };
    expect((await connection.observe(stranger, signal)).presence).toBe("unknown");
    await connection.close();
  });
});
