// npm run bench -- <name> [--json]: a bench beside a bare script in the same run.
import { parseArgs } from "node:util";
import { discovery } from "./discovery.ts";
import { endAll, endOnSignals } from "./harness/cleanup.ts";
import { type Figure, report } from "./harness/figures.ts";
import { killswitch } from "./killswitch.ts";
import { mass } from "./mass.ts";
import { snapshot } from "./snapshot.ts";
import { steps } from "./steps.ts";

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<readonly Figure[]>>> = {
  discovery,
  killswitch,
  mass,
  snapshot,
  steps,
};

/** What can be asked of every bench. */
interface BenchOptions {
  /** Rounds each side has; the bench's own default when left out. */
  readonly rounds?: number;
  /** Flags for the worker's Node, e.g. --cpu-prof. */
  readonly workerFlags: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string" },
    "worker-flag": { type: "string", multiple: true, default: [] },
  },
});
const [name = ""] = positionals;
const bench = BENCHES[name];
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);

if (
  bench === undefined ||
  positionals.length > 1 ||
  (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))
) {
  process.stderr.write(
    `Usage: npm run bench -- <${Object.keys(BENCHES).join(" | ")}> [--json] [--rounds n] [--worker-flag f]\n`,
  );
  process.exitCode = 2;
} else {
  endOnSignals();
  try {
    const figures = await bench({ ...(rounds === undefined ? {} : { rounds }), workerFlags: values["worker-flag"] });
    process.exitCode = report(name, figures, values.json) ? 0 : 1;
  } catch (cause) {
    process.stderr.write(
      `The bench ${name} could not be carried out: ${cause instanceof Error ? cause.stack : cause}\n`,
    );
    process.exitCode = 1;
  } finally {
    await endAll();
  }
  process.exit();
}
