import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { OKTA_PEOPLE, OKTA_TOKEN, startOkta } from "../../testing/servers/okta.ts";
import { oktaConnector } from "./index.ts";

conformance("a replay of Okta's documented answers", oktaConnector, async () => {
  const server = await startOkta();
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, pagesMax: 10 }),
    secrets: { token: OKTA_TOKEN },
    person: { userNames: ["mia.berg@acme.example"], emails: ["Mia.Berg@ACME.example"], externalIds: ["E-0"] },
    account: { layer: "account", accountNativeId: "00u1mia", nativeKey: "00u1mia" },
    membership: { layer: "group", accountNativeId: "00u1mia", nativeKey: "group:00g1pay" },
    fixtures: OKTA_PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
