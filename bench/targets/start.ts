import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A simulated system as a bench sees it. */
export interface BenchSystem {
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
}

/** Real state of one system, from outside SCIM. */
export interface Truth {
  readonly requests: number;
  /** Most requests seen at once. */
  readonly peak: number;
  readonly users: readonly {
    readonly id: string;
    readonly userName: string;
    readonly active: boolean;
    readonly groups: readonly string[];
  }[];
}

export interface LogLine {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** Simulated targets in a process of their own. */
export interface BenchTargets {
  readonly systems: readonly BenchSystem[];
  /** For CPU and memory readings; not ours to judge. */
  readonly pid: number;
  truth(system: BenchSystem): Promise<Truth>;
  log(system: BenchSystem): Promise<readonly LogLine[]>;
  /** Every system back to its seed, with an empty log. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL("../../scripts/demo/systems.ts", import.meta.url));

/**
 * Starts the systems of a config (see `scripts/demo/systems-config.ts`) on a free port and waits until they answer.
 * They end with this process: their stdin is our pipe.
 */
export async function startTargets(config: object): Promise<BenchTargets> {
  const child = spawn(process.execPath, [SCRIPT, "--attached", "--config", JSON.stringify(config)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const { systems } = JSON.parse(await firstLine(child));
  const aside = (system: BenchSystem, name: string) => system.baseUrl.replace("/scim/v2", `/${name}`);
  const read = async (url: string) => (await fetch(url)).json();
  return {
    systems,
    pid: child.pid ?? 0,
    truth: (system) => read(aside(system, "__truth")),
    log: (system) => read(aside(system, "__log")),
    reset: async () => {
      for (const system of systems) await fetch(aside(system, "__reset"), { method: "POST" });
    },
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (text.includes("\n")) resolve(text);
    });
    child.once("exit", (code) =>
      reject(new Error(`The simulated systems ended with code ${code} before they were ready.`)),
    );
    child.once("error", reject);
  });
}
