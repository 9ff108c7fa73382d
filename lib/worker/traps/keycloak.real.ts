import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  asAdmin,
  BASE_URL,
  makeRealm,
  makeUser,
  refreshes,
  SECRETS,
  signIn,
  target,
  why,
} from "#lib/connectors/systems/keycloak/testing/realm.ts";
import {
  asksTheGate,
  connected,
  everGreen,
  leaves,
  looksAgain,
  PATIENCE_MS,
  shows,
  switchActingOn,
} from "../testing/real/product.ts";
import type { Stage } from "../testing/stage.ts";

const REALM = "traps";
const idsOf = (answer: unknown) => (answer as readonly { id: string }[]).map(({ id }) => id);

if (!target.runs) describe("Keycloak", () => it.skip(`could not be started: ${why}`));

describe.runIf(target.runs)("somebody who leaves on Keycloak", { timeout: 3 * PATIENCE_MS }, () => {
  let stage: Stage;
  beforeAll(async () => {
    await makeRealm(REALM);
    const config = { baseUrl: BASE_URL, realm: REALM, clientId: "closeout" };
    stage = await connected({ name: "Keycloak", connector: "keycloak", config, secrets: SECRETS });
  }, PATIENCE_MS);
  afterAll(() => stage?.[Symbol.asyncDispose]());

  it("a session and a refresh token outlive the disabled user: Latent, and open until both were ended and seen to be", async () => {
    const mia = await makeUser(REALM, "mia");
    const tokens = [await signIn(REALM, "mia"), await signIn(REALM, "mia", "openid offline_access")];
    const work = () => Promise.all(tokens.map(({ refresh }) => refreshes(REALM, refresh)));
    const caseId = await leaves(stage, "mia");
    await shows(stage, "found", caseId, ({ layers }) => layers.session?.length === 2);
    await asAdmin("PUT", `/${REALM}/users/${mia}`, { enabled: false });
    const [password] = idsOf(await asAdmin("GET", `/${REALM}/users/${mia}/credentials`));
    await asAdmin("DELETE", `/${REALM}/users/${mia}/credentials/${password}`);
    const disabled = await looksAgain(
      stage,
      "the disable is seen",
      caseId,
      ({ layers }) => layers.account?.[0] === "latent" && layers.credential?.[0] === "verified_removed",
    );
    expect(disabled.layers.session).toEqual(["still_present", "still_present"]);
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open" });
    // They give access again with the account: that is why it is not Verified.
    await asAdmin("PUT", `/${REALM}/users/${mia}`, { enabled: true });
    expect(await work()).toEqual([true, true]);
    await asAdmin("PUT", `/${REALM}/users/${mia}`, { enabled: false });
    for (const [path, query] of [
      ["sessions", ""],
      [`offline-sessions/${await crm()}`, "?isOffline=true"],
    ] as const) {
      for (const id of idsOf(await asAdmin("GET", `/${REALM}/users/${mia}/${path}`)))
        await asAdmin("DELETE", `/${REALM}/sessions/${id}${query}`);
      if (path !== "sessions") continue;
      const half = await looksAgain(stage, "one end is seen", caseId, ({ layers }) =>
        Boolean(layers.session?.includes("verified_removed")),
      );
      expect(half.layers).toMatchObject({ account: ["latent"], session: ["still_present", "verified_removed"] });
      expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open" });
    }
    expect(await everGreen(stage, caseId, ["account"])).toEqual([]);
    const closed = await looksAgain(stage, "closed", caseId, ({ status }) => status.startsWith("closed"));
    expect(closed).toMatchObject({ status: "closed_verified", layers: { account: ["verified_disabled"] } });
    await asAdmin("PUT", `/${REALM}/users/${mia}`, { enabled: true });
    expect(await work()).toEqual([false, false]);
  });

  it("acted on, sessions and refresh tokens end with the account, and the case closes by what was seen afterwards", async () => {
    await switchActingOn(stage);
    const leo = await makeUser(REALM, "leo");
    const tokens = [await signIn(REALM, "leo"), await signIn(REALM, "leo", "openid offline_access")];
    const caseId = await leaves(stage, "leo");
    const closed = await shows(stage, "closed", caseId, ({ status }) => status.startsWith("closed"));
    expect(closed).toMatchObject({
      status: "closed_verified",
      layers: { account: ["verified_disabled"], session: ["verified_removed", "verified_removed"] },
    });
    await asAdmin("PUT", `/${REALM}/users/${leo}`, { enabled: true });
    for (const { refresh } of tokens) expect(await refreshes(REALM, refresh)).toBe(false);
  });
});

async function crm(): Promise<string> {
  return idsOf(await asAdmin("GET", `/${REALM}/clients?clientId=crm`))[0] ?? "";
}
