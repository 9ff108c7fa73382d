import { describe, it } from "vitest";
import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { type FaultSource, HTTP_FAULTS } from "../../testing/fault-source.ts";
import type { FaultName } from "../../testing/faults.ts";
import { heldTokens } from "./held.ts";
import { oidcConnector } from "./index.ts";
import { CONFIG, ISSUER, issue, lines, SECRETS, target, why } from "./testing/provider.ts";

/** Every operation begins with the server's own document: a refusal of that is no refusal of the act. */
const FAULTS: FaultSource<FaultName> = { ...HTTP_FAULTS, refusal: null, echo: null };

async function start(): Promise<ConformanceTarget> {
  const { access } = await issue("kim");
  const tokens = lines("kim", { access });
  const nativeKey = heldTokens(tokens).tokens[0]?.key ?? "";
  const proxy = await startFaultProxy(ISSUER);
  return {
    proxy,
    config: (issuer) => ({ issuer, ...CONFIG }),
    secrets: { ...SECRETS, tokens, access },
    person: { userNames: ["kim"], emails: ["kim@acme.example"], externalIds: [] },
    account: { layer: "account", accountNativeId: "kim", nativeKey: "kim" },
    membership: {
      layer: "credential",
      accountNativeId: "kim",
      nativeKey,
      // Seen active when it was inventoried.
      before: { listed: true, members: 1 },
    },
    entered: true,
    fixtures: ["kim@acme.example"],
    close: () => proxy.close(),
  };
}

if (target.runs) conformance(`oidc-provider ${target.version}`, oidcConnector, start, FAULTS);
else describe("oidc-provider", () => it.skip(`could not be started: ${why}`));
