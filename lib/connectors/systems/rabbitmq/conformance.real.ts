import { describe, it } from "vitest";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { type FaultSource, HTTP_FAULTS } from "../../testing/fault-source.ts";
import type { FaultName } from "../../testing/faults.ts";
import { rabbitmqConnector } from "./index.ts";
import { asGuest, BASE_URL, PASSWORDS, prepare, target, why } from "./testing/broker.ts";

/** The broker's lists come in one piece, and a refusal has no words that are worth keeping. */
const FAULTS: FaultSource<FaultName> = { ...HTTP_FAULTS, listing: ["empty_list"], refusal: null, echo: null };

async function start(): Promise<ConformanceTarget> {
  await prepare();
  await asGuest("PUT", "/users/kim", { password: "x", tags: "" });
  await asGuest("PUT", "/permissions/%2F/kim", { configure: "", write: ".*", read: ".*" });
  const proxy = await startFaultProxy(BASE_URL);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, user: "closeout", observeUser: "closeout-look" }),
    secrets: { password: PASSWORDS.acts, observePassword: PASSWORDS.looks },
    person: { userNames: ["KIM"], emails: ["kim@acme.example"], externalIds: ["E-1"] },
    account: { layer: "account", accountNativeId: "kim", nativeKey: "kim" },
    membership: { layer: "entitlement", accountNativeId: "kim", nativeKey: "vhost:/" },
    fixtures: ["kim@acme.example"],
    close: async () => {
      await proxy.close();
      await asGuest("DELETE", "/users/kim");
    },
  };
}

if (target.runs) conformance(`RabbitMQ ${target.version}`, rabbitmqConnector, start, FAULTS);
else describe("RabbitMQ", () => it.skip(`could not be started: ${why}`));
