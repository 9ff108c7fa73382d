import { it } from "vitest";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { TCP_FAULTS } from "../../testing/fault-source.ts";
import { startTcpFaultProxy } from "../../testing/tcp-fault-proxy.ts";
import { ldapConnector } from "./index.ts";
import { Admin, config, PASSWORD, PORT, whyNot } from "./testing/acme.ts";

async function start(): Promise<ConformanceTarget> {
  const admin = new Admin();
  await admin.open();
  const mia = await admin.person("Mia");
  const leo = await admin.person("Leo");
  const group = await admin.group("Payables", "groupOfNames", { member: [mia.dn, leo.dn] });
  const proxy = await startTcpFaultProxy(PORT);
  return {
    proxy,
    config: (address) => config({ port: Number(address.split(":")[1]), freshnessSeconds: 0 }),
    secrets: { password: PASSWORD, observePassword: PASSWORD },
    person: { userNames: [mia.uid.toUpperCase()], emails: [`${mia.uid}@ACME.example`], externalIds: [`E-${mia.uid}`] },
    account: { layer: "account", accountNativeId: mia.id, nativeKey: mia.id },
    membership: { layer: "group", accountNativeId: mia.id, nativeKey: group.id },
    fixtures: [`${mia.uid}@acme.example`],
    close: async () => {
      await proxy.close();
      await admin.close();
    },
  };
}

if (whyNot === null) conformance("OpenLDAP", ldapConnector, start, TCP_FAULTS);
else it.skip(`LDAP against OpenLDAP: ${whyNot}`, () => undefined);
