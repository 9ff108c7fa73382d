import { describe, it } from "vitest";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { TCP_FAULTS } from "../../testing/fault-source.ts";
import { startTcpFaultProxy } from "../../testing/tcp-fault-proxy.ts";
import { freeradiusConnector } from "./index.ts";
import { connectStore, given, storeConfig, target, why } from "./testing/stage.ts";

async function start(): Promise<ConformanceTarget> {
  const root = connectStore();
  await root`insert into radcheck (username, attribute, op, value) values ('kim', 'Cleartext-Password', ':=', 'kim-pw'),
    ('lee', 'Cleartext-Password', ':=', 'lee-pw')`;
  await root`insert into radusergroup (username, groupname) values ('kim', 'staff')`;
  const proxy = await startTcpFaultProxy(Number(given("postgresql")));
  return {
    proxy,
    config: (address) => storeConfig(Number(address.split(":")[1])),
    secrets: { password: given("password"), deviceSecret: given("secret") },
    person: { userNames: ["KIM"], emails: ["kim@acme.example"], externalIds: ["E-1"] },
    account: { layer: "account", accountNativeId: "kim", nativeKey: "kim" },
    membership: { layer: "group", accountNativeId: "kim", nativeKey: "staff" },
    fixtures: ["kim@acme.example"],
    close: async () => {
      await proxy.close();
      await root`delete from radcheck where username in ('kim', 'lee')`;
      await root`delete from radusergroup where username = 'kim'`;
      await root.end();
    },
  };
}

if (target.runs) conformance(`FreeRADIUS ${target.version}`, freeradiusConnector, start, TCP_FAULTS);
else describe("FreeRADIUS", () => it.skip(`could not be started: ${why}`));
