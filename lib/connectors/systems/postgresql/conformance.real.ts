import { describe, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { TCP_FAULTS } from "../../testing/fault-source.ts";
import { startTcpFaultProxy } from "../../testing/tcp-fault-proxy.ts";
import { postgresqlConnector } from "./index.ts";
import { accountOf, connect, open, type Server } from "./testing/stage.ts";

const real = await realTarget("postgresql");

async function start(server: Server): Promise<ConformanceTarget> {
  const { user, password } = server;
  const root = connect(server, "postgres");
  await root.unsafe("create role payables; create role kim login in role payables");
  const [{ oid } = { oid: "" }] = await root<{ oid: string }[]>`select 'payables'::regrole::oid::text as oid`;
  const straight = await open(server, { observeUser: undefined, heir: undefined });
  const { nativeId } = await accountOf(straight, "kim");
  const proxy = await startTcpFaultProxy(server.port);
  return {
    proxy,
    config: (address) => ({ host: "127.0.0.1", port: Number(address.split(":")[1]), user, tls: "off" }),
    secrets: { password },
    person: { userNames: ["KIM"], emails: ["kim@acme.example"], externalIds: ["E-1"] },
    account: { layer: "account", accountNativeId: nativeId, nativeKey: nativeId },
    membership: { layer: "group", accountNativeId: nativeId, nativeKey: oid },
    fixtures: ["kim@acme.example"],
    close: async () => {
      await proxy.close();
      await root.unsafe("drop role kim; drop role payables");
      await root.end();
    },
  };
}

if (real.runs) {
  const [port = 0, user = "", password = ""] = [real.ports["postgresql"], real.values["user"], real.values["password"]];
  const server = { host: "127.0.0.1", port, user, password };
  conformance(`PostgreSQL ${real.version}`, postgresqlConnector, () => start(server), TCP_FAULTS);
} else {
  describe("PostgreSQL", () => it.skip(`could not be started: ${real.why}`));
}
