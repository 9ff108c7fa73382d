import path from "node:path";
import type { LogEntry } from "#scripts/demo/scim-system-config.ts";
import { plainEnv } from "#scripts/launch/env.mjs";
import { startChild } from "./child.ts";
import type { Cluster } from "./cluster.ts";

export interface Target {
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
  readonly truthUrl: string;
}

/** What a target knows of itself, outside SCIM. */
export interface Truth {
  readonly requests: number;
  /** Most requests at once. */
  readonly peak: number;
  readonly users: readonly {
    readonly id: string;
    readonly userName: string;
    readonly active: boolean;
    readonly groups: readonly string[];
  }[];
}

export interface Targets {
  readonly pid: number;
  readonly list: readonly Target[];
  stop(): Promise<void>;
}

/** Starts simulated SCIM systems in a process of their own. `config`: see scripts/demo/systems-config.ts. */
export async function startTargets(cluster: Cluster, config: object): Promise<Targets> {
  const child = await startChild({
    title: "The targets",
    args: ["scripts/demo/systems.ts", "--config", JSON.stringify(config)],
    env: { ...plainEnv(process.env), NODE_ENV: "production" },
    log: path.join(cluster.folder, "targets.log"),
  });
  // The line that scripts/demo/systems.ts prints.
  const { systems } = child.ready as { systems: Target[] };
  return { pid: child.pid, list: systems, stop: child.stop };
}

export async function truthOf(target: Target): Promise<Truth> {
  return aside<Truth>(target, "__truth");
}

export async function logOf(target: Target): Promise<readonly LogEntry[]> {
  return aside<LogEntry[]>(target, "__log");
}

/** Back to the seed, with an empty log. */
export async function reset(target: Target): Promise<void> {
  await (await fetch(target.truthUrl.replace("__truth", "__reset"), { method: "POST" })).arrayBuffer();
}

async function aside<Answer>(target: Target, what: string): Promise<Answer> {
  const answer = await fetch(target.truthUrl.replace("__truth", what));
  // Written by scripts/demo/scim-server.ts in this very shape.
  return (await answer.json()) as Answer;
}
