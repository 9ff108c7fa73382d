import { Sentence } from "./sentence.mjs";

const BEGUN = Date.now();
const REMIND_MS = 10_000;

/**
 * Prints one line of progress with the seconds since the start.
 * @param {string} text what happens or happened
 */
export function say(text) {
  process.stderr.write(`[${seconds(BEGUN).padStart(6)} s] ${text}\n`);
}

/** @param {number} since milliseconds as Date.now gives them */
const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1);

/**
 * Runs one step of a start: says that it begins, reminds every ten seconds that it goes on, says how long it took.
 * @template T
 * @param {string} title what is done, as "Installing packages"
 * @param {() => Promise<T>} work the step
 * @returns {Promise<T>} what the step returned
 */
export async function step(title, work) {
  const begun = Date.now();
  say(`${title} …`);
  const reminder = setInterval(() => say(`${title} … ${seconds(begun)} s so far`), REMIND_MS);
  try {
    const result = await work();
    say(`${title}: ${seconds(begun)} s`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

/**
 * Tells why it ended and sets the exit code. A known cause is one sentence; anything else is a defect, with its stack.
 * @param {unknown} error what was thrown
 */
export function tell(error) {
  const text = error instanceof Sentence ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`Closeout: ${text}\n`);
  process.exitCode = 1;
}
