import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { genericRestConnector } from "./index.ts";
import { definitionFor } from "./testing/definitions.ts";
import { SERVICE_PEOPLE, SERVICE_TOKEN, startService } from "./testing/service.ts";

for (const by of ["cursor", "link", "page", "offset"] as const) {
  conformance(`a service that pages by ${by}`, genericRestConnector, async () => {
    const server = await startService(by);
    const proxy = await startFaultProxy(`${server.origin}/api`);
    return {
      proxy,
      config: (baseUrl) => ({ baseUrl, definition: definitionFor(by), pagesMax: 10 }),
      secrets: { token: SERVICE_TOKEN },
      person: { userNames: ["mia.berg"], emails: ["mia.berg@ACME.example"], externalIds: ["E-0"] },
      account: { layer: "account", accountNativeId: "p1", nativeKey: "p1" },
      membership: { layer: "group", accountNativeId: "p1", nativeKey: "team:t1" },
      fixtures: SERVICE_PEOPLE,
      close: async () => {
        await proxy.close();
        await server.close();
      },
    };
  });
}
