import { describe, it } from "vitest";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { TCP_FAULTS } from "../../testing/fault-source.ts";
import { startTcpFaultProxy } from "../../testing/tcp-fault-proxy.ts";
import { linuxConnector } from "./index.ts";
import { accountOf, asRoot, open, PORT, settings, target, why } from "./testing/host.ts";

async function start(): Promise<ConformanceTarget> {
  await asRoot("groupadd -g 4400 payroll; useradd -b /srv/people -m -G payroll kim");
  const nativeId = await accountOf(open(), "kim");
  const proxy = await startTcpFaultProxy(PORT);
  return {
    proxy,
    config: (address) => settings({ port: Number(address.split(":")[1]) }).config,
    secrets: settings().secrets,
    person: { userNames: ["KIM"], emails: ["kim@acme.example"], externalIds: ["E-1"] },
    account: { layer: "account", accountNativeId: nativeId, nativeKey: nativeId },
    membership: { layer: "group", accountNativeId: nativeId, nativeKey: "4400" },
    fixtures: ["kim@acme.example"],
    close: async () => {
      await proxy.close();
      await asRoot("userdel -r kim; groupdel payroll");
    },
  };
}

if (target.runs) conformance(target.version, linuxConnector, start, TCP_FAULTS);
else describe("Linux", () => it.skip(`could not be started: ${why}`));
