import type { Manifest, OpenOptions } from "#lib/connectors/contract.ts";
import { domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import type { RunCtx } from "../_kit/command.ts";
import type { SystemInput } from "./system-input.ts";

interface Connected {
  readonly manifest: Manifest | null;
  readonly config: unknown;
}

/**
 * Settings as their connector reads them, or what is wrong with them.
 * @param dialect what a check learned; without it the manifest is what the connector offers unasked
 */
export function readConnector(
  ctx: RunCtx,
  input: Pick<SystemInput, "connector" | "config">,
  dialect: OpenOptions["dialect"] = {},
): Decision<Connected> {
  if (input.connector === undefined) return ok({ manifest: null, config: {} });
  const connector = ctx.connectors.find(input.connector);
  if (connector === undefined) {
    const known = ctx.connectors.ids().join(", ");
    const sentence = `There is no connector of this name. Nothing was changed. Choose one of: ${known}.`;
    return refused(domainError("config_invalid", { path: "connector", sentence }));
  }
  const parsed = connector.parseConfig(input.config);
  if (!parsed.ok) {
    const [first = "The settings do not fit the connector.", ...rest] = parsed.problems.map(
      (problem) => `${problem} Nothing was changed. Correct the settings.`,
    );
    const error = (sentence: string) => domainError("config_invalid", { path: "config", sentence });
    return refused(error(first), ...rest.map(error));
  }
  // Opened and closed without a call: freshness may be part of the settings.
  const opening = { config: parsed.config, secrets: {}, dialect, connectionsMax: 1 };
  const connection = connector.open(opening);
  void connection.close();
  return ok({ manifest: connection.manifest, config: parsed.config });
}
