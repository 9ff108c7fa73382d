import { it } from "vitest";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { TCP_FAULTS } from "../../testing/fault-source.ts";
import { startTcpFaultProxy } from "../../testing/tcp-fault-proxy.ts";
import { activeDirectoryConnector } from "./index.ts";
import { Admin, config, SECRETS, whyNot } from "./testing/domain.ts";

async function start(): Promise<ConformanceTarget> {
  const admin = new Admin();
  await admin.open();
  const mia = await admin.person("mia");
  const leo = await admin.person("leo");
  const group = await admin.group("payables", { member: [mia.dn, leo.dn] });
  const proxy = await startTcpFaultProxy(636);
  return {
    proxy,
    config: (address) => config({ port: Number(address.split(":")[1]) }),
    secrets: SECRETS,
    person: { userNames: [mia.name.toUpperCase()], emails: [`${mia.name}@ACME.example`], externalIds: [] },
    account: { layer: "account", accountNativeId: mia.id, nativeKey: mia.id },
    membership: { layer: "group", accountNativeId: mia.id, nativeKey: group.id },
    fixtures: [`${mia.name}@acme.example`],
    close: async () => {
      await proxy.close();
      await admin.close();
    },
  };
}

if (whyNot === null) conformance("Samba AD DC over an encrypted line", activeDirectoryConnector, start, TCP_FAULTS);
else it.skip(`Active Directory against Samba: ${whyNot}`, () => undefined);
