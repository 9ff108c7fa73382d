import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { SALESFORCE_PEOPLE, SALESFORCE_SECRET, startSalesforce } from "../../testing/servers/salesforce.ts";
import { salesforceConnector } from "./index.ts";

conformance("a replay of Salesforce's documented answers", salesforceConnector, async () => {
  const server = await startSalesforce();
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, clientId: "3MVG9-consumer", pagesMax: 10 }),
    secrets: { clientSecret: SALESFORCE_SECRET },
    person: { userNames: ["mia.berg@acme.example"], emails: ["Mia.Berg@ACME.example"], externalIds: ["E-0"] },
    account: { layer: "account", accountNativeId: "005MIA", nativeKey: "005MIA" },
    membership: { layer: "group", accountNativeId: "005MIA", nativeKey: "group:00G1" },
    fixtures: SALESFORCE_PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
