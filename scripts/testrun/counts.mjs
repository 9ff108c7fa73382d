import { readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/**
 * What one part of the run came to. A failure is a name and the first lines of what was said: they stand at the end of
 * the run once more, since what a part printed may be thousands of lines away, or cut off.
 * @typedef {{ passed: number, failures: string[], notRun: string[] }} Counts
 */

/** Lines of a failure that are repeated. */
const LINES = 12;

/**
 * @param {string} name what failed
 * @returns {Counts} one failure
 */
export function failed(name) {
  return { passed: 0, failures: [name], notRun: [] };
}

/** A part that left no report has failed, whatever it printed. */
const noReport = (file) => failed(`${path.basename(file)} was not written`);

/**
 * @param {string} file vitest's JSON report
 * @returns {Counts} a file that could not be loaded counts as one failed
 */
export function vitestCounts(file) {
  const report = read(file);
  if (report === undefined) return noReport(file);
  const tests = report.testResults.flatMap((each) => each.assertionResults);
  const notRun = tests.filter((each) => each.status !== "passed" && each.status !== "failed");
  return {
    passed: tests.filter((each) => each.status === "passed").length,
    failures: report.testResults.flatMap(fileFailures),
    notRun: notRun.map((each) => each.fullName),
  };
}

function fileFailures({ name, status, message, assertionResults }) {
  const tests = assertionResults.filter(isFailed);
  if (status === "failed" && tests.length === 0) return [told(shown(name), "could not be loaded", [message])];
  return tests.map((each) => told(shown(name), each.fullName, each.failureMessages));
}

const isFailed = (each) => each.status === "failed";

/**
 * @param {string} file Playwright's JSON report
 * @returns {Counts} a test that passed only when repeated counts as failed
 */
export function playwrightCounts(file) {
  const report = read(file);
  if (report === undefined) return noReport(file);
  const specs = report.suites.flatMap(specsOf);
  const tests = specs.flatMap(({ title, file: spec, tests: each }) => each.map((test) => ({ ...test, title, spec })));
  const of = (...statuses) => tests.filter((each) => statuses.includes(each.status));
  // Errors outside of tests: a spec that could not be loaded, a server that did not come up.
  const outside = (report.errors ?? []).map(({ message }) => told(file, "outside of any test", [message]));
  return {
    passed: of("expected").length,
    failures: [...of("unexpected", "flaky").map(browserFailure), ...outside],
    notRun: of("skipped").map((each) => each.title),
  };
}

function browserFailure({ spec, title, results }) {
  return told(
    spec,
    title,
    (results ?? []).flatMap(({ errors = [] }) => errors.map(({ message }) => message)),
  );
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/**
 * @param {string} file the report of `npm run check -- --json`
 * @returns {Counts} one for each check
 */
export function checkCounts(file) {
  const report = read(file);
  if (report === undefined) return noReport(file);
  const failures = report.filter((each) => !each.passed).map(({ name }) => `check ${name}`);
  return { passed: report.length - failures.length, failures, notRun: [] };
}

/**
 * Something that passes or fails as a whole.
 * @param {string} name what it is
 * @param {boolean} well whether it went well
 * @returns {Counts} one passed or one failed
 */
export function oneCount(name, well) {
  return well ? { passed: 1, failures: [], notRun: [] } : failed(name);
}

/**
 * @param {Counts[]} all the parts
 * @returns {Counts} their sum
 */
export function sum(all) {
  return {
    passed: all.reduce((total, each) => total + each.passed, 0),
    failures: all.flatMap((each) => each.failures),
    notRun: all.flatMap((each) => each.notRun),
  };
}

/**
 * @param {Counts} counts the whole run
 * @returns {string} the closing line that other programs read
 */
export function closingLine({ passed, failures, notRun }) {
  return `${passed} passed, ${failures.length} failed${notRun.length > 0 ? `, ${notRun.length} skipped` : ""}`;
}

/** A test and the first lines of why it failed, without the colours of a terminal. */
function told(file, name, messages) {
  const lines = stripVTControlCharacters(messages.join("\n")).split("\n").slice(0, LINES);
  return [`${file} › ${name}`, ...lines.filter((line) => line.trim() !== "").map((line) => `    ${line}`)].join("\n");
}

const shown = (file) => path.relative(process.cwd(), file);

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
