import { describe, it } from "vitest";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { keycloakConnector } from "./index.ts";
import { asAdmin, BASE_URL, makeRealm, makeUser, SECRETS, target, why } from "./testing/realm.ts";

const REALM = "conformance";

async function start(): Promise<ConformanceTarget> {
  await makeRealm(REALM);
  const kim = await makeUser(REALM, "kim");
  await makeUser(REALM, "leo");
  const group = await asAdmin("POST", `/${REALM}/groups`, { name: "payments" });
  await asAdmin("PUT", `/${REALM}/users/${kim}/groups/${group}`);
  const proxy = await startFaultProxy(BASE_URL);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, realm: REALM, clientId: "closeout" }),
    secrets: SECRETS,
    person: { userNames: ["KIM"], emails: ["kim@acme.example"], externalIds: [] },
    account: { layer: "account", accountNativeId: kim, nativeKey: kim },
    membership: { layer: "group", accountNativeId: kim, nativeKey: `group:${group}` },
    fixtures: ["kim@acme.example", "leo@acme.example"],
    close: () => proxy.close(),
  };
}

if (target.runs) conformance(`Keycloak ${target.version}`, keycloakConnector, start);
else describe("Keycloak", () => it.skip(`could not be started: ${why}`));
