import { LAYERS, type Layer } from "#lib/core/access/layer.ts";
import { type Cluster, startCluster } from "./harness/cluster.ts";
import { type Figure, median, note } from "./harness/figures.ts";
import { startProduct } from "./harness/product.ts";
import { registerPeople, registerTargets } from "./harness/stage.ts";
import { startTargets } from "./harness/targets.ts";
import { type Run, startRounds } from "./mass/rounds.ts";
import type { Stage } from "./mass/stage.ts";

const TARGETS = 10;
const LEAVERS = 1000;
const ROUNDS = 3;
/** Only accounts are measured: every other layer is stated not to exist. */
const WITHOUT: readonly Layer[] = LAYERS.filter((layer) => layer !== "account");

/** What the targets are like, and how much may be in flight. */
interface Load {
  readonly name: "50ms" | "unbound";
  readonly delayMs: number;
  /** Calls at once to one target by the product, and where the target answers 429 above it. */
  readonly perTarget: number;
  readonly refusesAbove?: number;
  /** Calls at once by the bare loop, all targets together. */
  readonly bareInAll: number;
  readonly goal: number;
}

const LOADS: readonly Load[] = [
  { name: "50ms", delayMs: 50, perTarget: 8, refusesAbove: 8, bareInAll: 80, goal: 0.9 },
  // 60 in flight against the bare loop's 64: as many as ten equal shares allow.
  { name: "unbound", delayMs: 0, perTarget: 6, bareInAll: 64, goal: 0.5 },
];

export interface MassOptions {
  readonly rounds?: number;
  readonly workerFlags?: readonly string[];
}

/**
 * A thousand leavers in ten systems, from their effective end until the last account is seen Verified, beside a bare
 * loop (PATCH, GET, compare) over the same accounts. The loop runs twice: with `fetch`, which the goals speak of, and
 * with the leanest client there is, which they do not. The inventory was taken before, as in production.
 */
export async function mass({ rounds = ROUNDS, workerFlags = [] }: MassOptions): Promise<readonly Figure[]> {
  const cluster = await startCluster();
  const figures: Figure[] = [];
  const memory: number[] = [];
  for (const load of LOADS) {
    const runs = await measure(cluster, load, rounds, workerFlags);
    figures.push(...figuresOf(load, runs));
    memory.push(...runs.map((run) => run.product.workerRssMb));
  }
  return [
    ...figures,
    { what: "worker_rss_mb", unit: "MB", value: Math.max(...memory), goal: { most: 300 } },
    { what: "worker_rss_growth_mb", unit: "MB", value: growth(memory.slice(0, rounds)) },
  ];
}

/** Most memory in the last round less that in the first of the same worker. */
function growth(memory: readonly number[]): number {
  return (memory.at(-1) ?? Number.NaN) - (memory[0] ?? Number.NaN);
}

async function measure(cluster: Cluster, load: Load, rounds: number, workerFlags: readonly string[]): Promise<Run[]> {
  note(`${load.name}: starting ${TARGETS} targets and the worker`);
  const { delayMs, perTarget, refusesAbove, bareInAll } = load;
  const entry = { name: "Target", delayMs, people: LEAVERS * rounds, groups: 0 };
  const bounds = refusesAbove === undefined ? {} : { maxInFlight: refusesAbove };
  const targets = await startTargets(cluster, { copies: TARGETS, systems: [{ ...entry, ...bounds }] });
  const product = await startProduct(cluster, `mass_${load.name}`, workerFlags);
  await registerTargets(product, targets.list, { without: WITHOUT, inFlightMax: perTarget });
  await registerPeople(product, LEAVERS * rounds);
  const stage: Stage = { cluster, product, targets, leavers: LEAVERS, bareInAll };
  const runs = await startRounds(stage, rounds);
  await product.stop();
  await targets.stop();
  return runs;
}

function figuresOf(load: Load, runs: readonly Run[]): Figure[] {
  const of = (value: (run: Run) => number) => median(runs.map(value));
  const per = (what: string, unit: string, value: (run: Run) => number): Figure => ({
    what: `${what}_${load.name}`,
    unit,
    value: of(value),
  });
  return [
    {
      what: `ratio_${load.name}`,
      unit: "x",
      value: of(({ bare, product }) => product.stepsPerSecond / bare.stepsPerSecond),
      goal: { least: load.goal },
    },
    {
      what: `ratio_${load.name}_lean`,
      unit: "x",
      value: of(({ lean, product }) => product.stepsPerSecond / lean.stepsPerSecond),
    },
    per("product_steps_s", "steps/s", ({ product }) => product.stepsPerSecond),
    per("bare_steps_s", "steps/s", ({ bare }) => bare.stepsPerSecond),
    per("lean_steps_s", "steps/s", ({ lean }) => lean.stepsPerSecond),
    per("inventory_s", "s", ({ product }) => product.inventorySeconds),
    per("worker_cpu_step", "ms", ({ product }) => product.workerCpuMs),
    per("postgres_cpu_step", "ms", ({ product }) => product.postgresCpuMs),
    per("targets_cpu_step", "ms", ({ product }) => product.targetsCpuMs),
    per("bare_cpu_step", "ms", ({ bare }) => bare.cpuMs),
    per("lean_cpu_step", "ms", ({ lean }) => lean.cpuMs),
    per("transactions_step", "tx", ({ product }) => product.transactions),
    per("wal_bytes_step", "bytes", ({ product }) => product.walBytes),
    per("rows_step", "rows", ({ product }) => product.rows),
  ];
}
