import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { clientFigures } from "./client.mjs";
import { codeFigures } from "./code.mjs";
import { goalText, holds, isRed } from "./figure.mjs";
import { hopFigures } from "./hops.mjs";
import { lawFigures } from "./law.mjs";
import { packageFigures, toolFigures } from "./tools.mjs";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** Places named for a number that misses its goal. */
const PLACES = 8;

function show(figure, json) {
  const { what, unit, value } = figure;
  if (json) {
    const line = {
      bench: "measure",
      figure: `measure.${what}`,
      unit,
      value,
      goal: goalText(figure),
      holds: holds(figure),
    };
    console.log(JSON.stringify(line));
    return;
  }
  const mark = isRed(figure) ? "RED " : holds(figure) ? "ok  " : "over";
  console.log(`${mark}  ${what.padEnd(30)} ${String(value).padStart(8)} ${unit} (goal ${goalText(figure)})`);
  if (!holds(figure)) for (const place of (figure.where ?? []).slice(0, PLACES)) console.log(`        ${place}`);
}

/**
 * Prints the numbers that are watched; with `--json` one object a line. A number whose report is not there
 * (coverage, mutation, a build) is named on stderr and left out: it is never made up. With `--gate` numbers that
 * checks of their own count (import law, clones, dead code) are left to them.
 * @returns 1 with `--gate` when a number is past its red limit, otherwise 0
 */
export async function report(args) {
  const { values } = parseArgs({ args, options: { json: { type: "boolean" }, gate: { type: "boolean" } } });
  const own = [...codeFigures(root), ...packageFigures(root), ...hopFigures(root), ...clientFigures(root)];
  const figures = values.gate ? own : [...own, ...(await lawFigures(root)), ...toolFigures(root)];
  const measured = figures.filter(({ value }) => value !== null);
  for (const figure of measured) show(figure, values.json);
  for (const { what } of figures.filter(({ value }) => value === null)) {
    console.error(`measure.${what}: not measured, no run has left its report`);
  }
  return values.gate && measured.some(isRed) ? 1 : 0;
}
