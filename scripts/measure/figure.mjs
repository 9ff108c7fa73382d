/**
 * One number that is watched.
 * @typedef {object} Figure
 * @property {string} what name after `measure.`
 * @property {string} unit
 * @property {number | null} value null when no run has left the report it stands in
 * @property {{ most?: number, least?: number }} goal what good looks like
 * @property {{ over?: number, under?: number }} [red] past this `npm run check` fails
 * @property {string[]} [where] places to look at when it misses its goal
 */

/** @typedef {Pick<Figure, "value" | "goal" | "red">} Held what of a figure decides whether it holds */

/**
 * True when the value is at its goal.
 * @param {Held} figure
 */
export function holds({ value, goal }) {
  return value <= (goal.most ?? Number.POSITIVE_INFINITY) && value >= (goal.least ?? Number.NEGATIVE_INFINITY);
}

/**
 * True when the value is past its red limit.
 * @param {Held} figure
 */
export function isRed({ value, red = {} }) {
  return value > (red.over ?? Number.POSITIVE_INFINITY) || value < (red.under ?? Number.NEGATIVE_INFINITY);
}

/**
 * The goal in words: "<= 300".
 * @param {Pick<Figure, "goal">} figure
 */
export function goalText({ goal }) {
  const parts = [];
  if (goal.least !== undefined) parts.push(`>= ${goal.least}`);
  if (goal.most !== undefined) parts.push(`<= ${goal.most}`);
  return parts.join(" and ");
}

/**
 * The value below which `share` (0–1) of the values lie; 0 for none.
 * @param {number[]} values
 * @param {number} share
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** A share in percent with one decimal; 0 of 0 is 0. */
export function percent(part, whole) {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;
}
