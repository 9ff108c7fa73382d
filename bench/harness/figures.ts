import { goalText, holds } from "#scripts/measure/figure.mjs";

/** One number of a bench. A number without a goal is printed for the reader and decides nothing. */
export interface Figure {
  /** Without the bench's name: p50_ratio. */
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  readonly goal?: { readonly most?: number; readonly least?: number };
}

/** Writes figures, one a line; `--json` as one object a line. @returns true when all goals hold */
export function report(bench: string, figures: readonly Figure[], json: boolean): boolean {
  for (const { what, unit, value: exact, goal = {} } of figures) {
    const value = Math.round(exact * 1000) / 1000;
    const held = holds({ value, goal });
    const text = goalText({ goal });
    const line = { bench, figure: `${bench}.${what}`, unit, value, goal: text, holds: held };
    const words = `${text === "" ? "    " : held ? "ok  " : "MISS"}  ${line.figure.padEnd(40)} ${String(value).padStart(10)} ${unit}`;
    process.stdout.write(json ? `${JSON.stringify(line)}\n` : `${words}${text === "" ? "" : ` (goal ${text})`}\n`);
  }
  return figures.every(({ value, goal = {} }) => holds({ value, goal }));
}

/** Tells how far the run is; never mixed with the figures. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The value at `share` (0 to 1) of the sorted values, between neighbours; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
