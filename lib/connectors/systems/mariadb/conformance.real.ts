import { createConnection } from "mysql2/promise";
import { describe, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { TCP_FAULTS } from "../../testing/fault-source.ts";
import { startTcpFaultProxy } from "../../testing/tcp-fault-proxy.ts";
import { mariadbConnector } from "./index.ts";

const real = await realTarget("mariadb");
const ACCOUNT = "kim@%";

async function start(port: number, user: string, password: string, caCertificate: string): Promise<ConformanceTarget> {
  const root = await createConnection({ host: "127.0.0.1", port, user, password, multipleStatements: true });
  await root.query("create role payroll; create user kim identified by 'x'; grant payroll to kim");
  const proxy = await startTcpFaultProxy(port);
  return {
    proxy,
    config: (address) => ({ host: "127.0.0.1", port: Number(address.split(":")[1]), user }),
    secrets: { password, caCertificate },
    person: { userNames: ["KIM"], emails: ["kim@acme.example"], externalIds: ["E-1"] },
    account: { layer: "account", accountNativeId: ACCOUNT, nativeKey: ACCOUNT },
    membership: { layer: "group", accountNativeId: ACCOUNT, nativeKey: "payroll" },
    fixtures: ["kim@acme.example"],
    close: async () => {
      await proxy.close();
      await root.query("drop user kim; drop role payroll");
      await root.end();
    },
  };
}

if (real.runs) {
  const { user = "", password = "", ca = "" } = real.values;
  const port = real.ports["mariadb"] ?? 0;
  conformance(`MariaDB ${real.version}`, mariadbConnector, () => start(port, user, password, ca), TCP_FAULTS);
} else {
  describe("MariaDB", () => it.skip(`could not be started: ${real.why}`));
}
