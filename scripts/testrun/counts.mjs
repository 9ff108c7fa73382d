import { readFileSync } from "node:fs";

/**
 * What one part of the run came to.
 * @typedef {{ passed: number, failed: number, notRun: string[] }} Counts
 */

/** A part that left no report has failed, whatever it printed. */
const NO_REPORT = { passed: 0, failed: 1, notRun: [] };

/**
 * @param {string} file vitest's JSON report
 * @returns {Counts} a file that could not be loaded counts as one failed
 */
export function vitestCounts(file) {
  const report = read(file);
  if (report === undefined) return NO_REPORT;
  const tests = report.testResults.flatMap((each) => each.assertionResults);
  const unloaded = report.testResults.filter(
    (each) => each.status === "failed" && !each.assertionResults.some(isFailed),
  );
  const notRun = tests.filter((each) => each.status !== "passed" && each.status !== "failed");
  return {
    passed: tests.filter((each) => each.status === "passed").length,
    failed: tests.filter(isFailed).length + unloaded.length,
    notRun: notRun.map((each) => each.fullName),
  };
}

const isFailed = (each) => each.status === "failed";

/**
 * @param {string} file Playwright's JSON report
 * @returns {Counts} a test that passed only when repeated counts as failed
 */
export function playwrightCounts(file) {
  const report = read(file);
  if (report === undefined) return NO_REPORT;
  const specs = report.suites.flatMap(specsOf);
  const tests = specs.flatMap((spec) => spec.tests.map((each) => ({ title: spec.title, status: each.status })));
  const count = (...statuses) => tests.filter((each) => statuses.includes(each.status)).length;
  return {
    passed: count("expected"),
    // Errors outside of tests: a spec that could not be loaded, a server that did not come up.
    failed: count("unexpected", "flaky") + (report.errors?.length ?? 0),
    notRun: tests.filter((each) => each.status === "skipped").map((each) => each.title),
  };
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/**
 * @param {string} file the report of `npm run check -- --json`
 * @returns {Counts} one for each check
 */
export function checkCounts(file) {
  const report = read(file);
  if (report === undefined) return NO_REPORT;
  const passed = report.filter((each) => each.passed).length;
  return { passed, failed: report.length - passed, notRun: [] };
}

/**
 * A part without a report of its own.
 * @param {number} code its exit code
 * @returns {Counts} one passed or one failed
 */
export function exitCounts(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, notRun: [] };
}

/**
 * @param {Counts[]} all the parts
 * @returns {Counts} their sum
 */
export function sum(all) {
  return {
    passed: all.reduce((total, each) => total + each.passed, 0),
    failed: all.reduce((total, each) => total + each.failed, 0),
    notRun: all.flatMap((each) => each.notRun),
  };
}

/**
 * @param {Counts} counts the whole run
 * @returns {string} the closing line that other programs read
 */
export function closingLine({ passed, failed, notRun }) {
  return `${passed} passed, ${failed} failed${notRun.length > 0 ? `, ${notRun.length} skipped` : ""}`;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
