import { type BareClient, switchOff } from "../harness/bare-client.ts";
import type { Target } from "../harness/targets.ts";

export interface BareRun {
  readonly stepsPerSecond: number;
  /** CPU of this process a step; milliseconds. */
  readonly cpuMs: number;
}

/** How the loop calls one target. */
export type OpenClient = (target: Target, atOnce: number) => BareClient;

/** The accounts of one target that are to be switched off. */
export interface Accounts {
  readonly target: Target;
  readonly ids: readonly string[];
}

/**
 * PATCH, GET, compare for every account, the targets side by side, each under its equal share of what may be in flight.
 * Keeps no state. @throws when an account is not off, or a target answers anything but 2xx
 */
export async function runBare(accounts: readonly Accounts[], inAll: number, open: OpenClient): Promise<BareRun> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const shares = accounts.map(
    (_, at) => Math.floor(((at + 1) * inAll) / accounts.length) - Math.floor((at * inAll) / accounts.length),
  );
  await Promise.all(accounts.map((each, at) => runTarget(each, shares[at] ?? 1, open)));
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const steps = accounts.reduce((sum, { ids }) => sum + ids.length, 0);
  return { stepsPerSecond: (steps * 1000) / took, cpuMs: (user + system) / 1000 / steps };
}

async function runTarget({ target, ids }: Accounts, atOnce: number, open: OpenClient): Promise<void> {
  const client = open(target, atOnce);
  const left = [...ids];
  const loop = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (!(await switchOff(client, id))) throw new Error(`${target.name}: the bare loop left ${id} on`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, loop));
  await client.close();
}
