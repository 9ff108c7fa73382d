import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ROOT = join(import.meta.dirname, "../..");

/** A simulated SCIM system that answers on the loopback. */
export interface Target {
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
}

export interface Targets {
  readonly systems: readonly Target[];
  close(): void;
}

/** Starts simulated SCIM systems in a process of their own. @param configs as scripts/demo/systems.ts takes them */
export async function startTargets(configs: readonly object[]): Promise<Targets> {
  const config = JSON.stringify({ systems: configs });
  const child = spawn(process.execPath, ["scripts/demo/systems.ts", "--attached", "--config", config], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await new Promise<string[]>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (text) => resolve([text]));
    child.once("exit", (code) => reject(new Error(`the simulated systems ended with ${code}`)));
  });
  const { systems } = JSON.parse(line ?? "{}") as { systems: readonly Target[] };
  return { systems, close: () => void child.kill("SIGTERM") };
}

/** Deletes accounts of a target, as its own administrators would. */
export async function deleteUsers({ baseUrl, token }: Target, count: number): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const listed = await fetch(`${baseUrl}/Users?startIndex=1&count=${count}`, { headers });
  const { Resources } = (await listed.json()) as { Resources: readonly { readonly id: string }[] };
  for (const { id } of Resources) await fetch(`${baseUrl}/Users/${id}`, { method: "DELETE", headers });
}
