import type { Goal } from "../../core/access/goal.ts";
import type { Layer } from "../../core/access/layer.ts";
import type { AccessRecord, Connection, Connector, OpenOptions } from "../contract.ts";

const GOAL: Partial<Readonly<Record<Layer, Goal>>> = { session: "invalidated", credential: "invalidated" };

/** Opens a connector against a server on loopback. @throws Error when the config is refused */
export function opened(
  connector: Connector,
  config: unknown,
  secrets: Readonly<Record<string, string>>,
  options: Partial<OpenOptions> = {},
): Required<Connection> {
  const parsed = connector.parseConfig(config);
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const given = { config: parsed.config, secrets, dialect: {}, connectionsMax: 4 };
  // What is promised is proved by the conformance suite; a test that narrows the manifest asks for the method itself.
  return connector.open({ ...given, allowPrivateTargets: ["127.0.0.0/8"], ...options }) as Required<Connection>;
}

/** What became of each access of an account: ended, looked at, ended again, looked at again. */
export async function endEverything(
  connection: Required<Connection>,
  records: readonly AccessRecord[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const became: Record<string, readonly string[]> = {};
  for (const { accountNativeId, layer, nativeKey } of records) {
    const target = { accountNativeId, layer, nativeKey };
    const story: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const { outcome } = await connection.revoke(target, GOAL[layer] ?? "absent", signal);
      const { presence, facts } = await connection.observe(target, signal);
      story.push(outcome.kind, facts.revivedByRule ? `${presence}, revived by rule` : presence);
    }
    became[nativeKey] = story;
  }
  return became;
}
