import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkCounts, closingLine, playwrightCounts, sum, vitestCounts } from "./counts.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "closeout-counts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test.each([vitestCounts, playwrightCounts, checkCounts])("a part that left no report has failed", (counts) => {
  expect(counts(path.join(folder, "nowhere.json")).failed).toBe(1);
});

test("a test file that could not be loaded counts as failed; a skipped test is named", () => {
  const one = (status: string) => ({ status, fullName: `a test that ${status}` });
  const file = report({
    testResults: [
      { status: "passed", assertionResults: [one("passed"), one("passed"), one("pending")] },
      { status: "failed", assertionResults: [one("failed"), one("passed")] },
      { status: "failed", assertionResults: [] },
    ],
  });
  expect(vitestCounts(file)).toEqual({ passed: 3, failed: 2, notRun: ["a test that pending"] });
});

test("a browser test that passed only when repeated, and an error outside of any test, count as failed", () => {
  const spec = (status: string) => ({ title: status, tests: [{ status }] });
  const inner = { specs: [spec("unexpected"), spec("flaky")] };
  const suites = [{ specs: [spec("expected"), spec("skipped")], suites: [inner] }];
  expect(playwrightCounts(report({ suites, errors: [{}] }))).toEqual({ passed: 1, failed: 3, notRun: ["skipped"] });
});

test("the closing line adds everything up and names skipped tests only when there are some", () => {
  const total = sum([
    { passed: 2, failed: 0, notRun: [] },
    { passed: 1, failed: 1, notRun: ["x"] },
  ]);
  expect(closingLine(total)).toBe("3 passed, 1 failed, 1 skipped");
  expect(closingLine({ passed: 5, failed: 0, notRun: [] })).toBe("5 passed, 0 failed");
});
