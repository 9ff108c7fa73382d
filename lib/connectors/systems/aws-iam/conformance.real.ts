import { describe, it } from "vitest";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { type FaultSource, HTTP_FAULTS } from "../../testing/fault-source.ts";
import type { FaultName } from "../../testing/faults.ts";
import { awsIamConnector } from "./index.ts";
import { besides, CONFIG, makeGroup, makeUser, SECRETS, target, why } from "./testing/iam.ts";

/** A refusal that is no XML is no answer of IAM's: its words are not kept. */
const FAULTS: FaultSource<FaultName> = { ...HTTP_FAULTS, echo: null };

async function start(): Promise<ConformanceTarget> {
  const kim = await makeUser("kim", { email: "kim@acme.example" });
  const group = await makeGroup("conformance", "kim");
  await makeUser("leo", { email: "leo@acme.example" });
  const before = await besides(new Map());
  const proxy = await startFaultProxy(`${before.baseUrl}/`);
  return {
    proxy,
    config: (baseUrl) => ({ ...CONFIG, baseUrl }),
    secrets: SECRETS,
    person: { userNames: ["KIM"], emails: ["kim@acme.example"], externalIds: [] },
    account: { layer: "account", accountNativeId: kim, nativeKey: kim },
    membership: { layer: "group", accountNativeId: kim, nativeKey: `group:${group}` },
    fixtures: ["kim@acme.example", "leo@acme.example"],
    close: async () => {
      await proxy.close();
      before.close();
    },
  };
}

if (target.runs) conformance(`moto ${target.version}`, awsIamConnector, start, FAULTS);
else describe("moto", () => it.skip(`could not be started: ${why}`));
