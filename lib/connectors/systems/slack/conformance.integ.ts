import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { SLACK_PEOPLE, SLACK_TOKEN, startSlack } from "../../testing/servers/slack.ts";
import { slackConnector } from "./index.ts";

conformance("a replay of Slack's documented answers", slackConnector, async () => {
  const server = await startSlack();
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, enterprise: true, pagesMax: 10 }),
    secrets: { token: SLACK_TOKEN },
    person: { userNames: ["mia.berg"], emails: ["Mia.Berg@ACME.example"], externalIds: [] },
    account: { layer: "account", accountNativeId: "U1MIA", nativeKey: "U1MIA" },
    membership: { layer: "group", accountNativeId: "U1MIA", nativeKey: "group:S1PAY" },
    fixtures: SLACK_PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
