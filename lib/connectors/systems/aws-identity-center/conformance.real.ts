import { describe, it } from "vitest";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { awsIdentityCenterConnector } from "./index.ts";
import { CONFIG, MOTO, makeGroup, makeUser, SECRETS, target, why } from "./testing/store.ts";

async function start(): Promise<ConformanceTarget> {
  const kim = await makeUser("kim");
  await makeUser("leo");
  const group = await makeGroup("conformance", kim);
  const proxy = await startFaultProxy(`${MOTO}/`);
  return {
    proxy,
    config: (url) => ({ ...CONFIG, storeUrl: url, adminUrl: url, closeBy: "delete" }),
    secrets: SECRETS,
    person: { userNames: ["KIM"], emails: ["kim@acme.example"], externalIds: [] },
    account: { layer: "account", accountNativeId: kim, nativeKey: kim },
    membership: { layer: "group", accountNativeId: kim, nativeKey: `group:${group}` },
    // Closing is deleting here.
    closedReads: "absent",
    fixtures: ["kim@acme.example", "leo@acme.example"],
    close: () => proxy.close(),
  };
}

if (target.runs) conformance(`moto ${target.version}`, awsIdentityCenterConnector, start);
else describe("moto", () => it.skip(`could not be started: ${why}`));
