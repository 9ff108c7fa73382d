import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { startVault, VAULT_PEOPLE, VAULT_TOKEN } from "../../testing/servers/vault.ts";
import { vaultConnector } from "./index.ts";

conformance("a small real store of the tests", vaultConnector, async () => {
  const server = await startVault();
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, signInPolicies: [] }),
    secrets: { token: VAULT_TOKEN },
    person: { userNames: ["mia.berg"], emails: ["mia.berg@ACME.example"], externalIds: [] },
    account: { layer: "account", accountNativeId: "e1", nativeKey: "e1" },
    membership: { layer: "credential", accountNativeId: "e1", nativeKey: "login:auth/userpass/mia.berg" },
    membershipGoal: "invalidated",
    fixtures: VAULT_PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
