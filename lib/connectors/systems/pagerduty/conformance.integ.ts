import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { PAGERDUTY_PEOPLE, PAGERDUTY_TOKEN, startPagerduty } from "../../testing/servers/pagerduty.ts";
import { pagerdutyConnector } from "./index.ts";

conformance("a replay of PagerDuty's documented answers", pagerdutyConnector, async () => {
  const server = await startPagerduty();
  // Whoever is on call cannot be deleted; what that looks like stands in tests of its own.
  for (const duties of [server.state.policies, server.state.schedules])
    for (const members of duties.values()) members.delete("PMIA");
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, pagesMax: 10 }),
    secrets: { token: PAGERDUTY_TOKEN },
    person: { userNames: [], emails: ["Mia.Berg@ACME.example"], externalIds: [] },
    account: { layer: "account", accountNativeId: "PMIA", nativeKey: "PMIA" },
    membership: { layer: "group", accountNativeId: "PMIA", nativeKey: "team:T1PAY" },
    closedReads: "absent",
    fixtures: PAGERDUTY_PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
