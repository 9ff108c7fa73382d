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
  expect(counts(path.join(folder, "nowhere.json")).failures).toEqual(["nowhere.json was not written"]);
});

test("every failure is named with its file and its first lines, a file that could not be loaded too; a skipped test is named", () => {
  const one = (status: string) => ({
    status,
    fullName: `a test that ${status}`,
    failureMessages: ["\u001b[31mwhy\u001b[39m\nat"],
  });
  const file = report({
    testResults: [
      {
        name: path.resolve("lib/a.test.ts"),
        status: "passed",
        assertionResults: [one("passed"), one("passed"), one("pending")],
      },
      { name: path.resolve("lib/b.test.ts"), status: "failed", assertionResults: [one("failed"), one("passed")] },
      { name: path.resolve("lib/c.test.ts"), status: "failed", message: "no such module", assertionResults: [] },
    ],
  });
  expect(vitestCounts(file)).toEqual({
    passed: 3,
    failures: [
      "lib/b.test.ts › a test that failed\n    why\n    at",
      "lib/c.test.ts › could not be loaded\n    no such module",
    ],
    notRun: ["a test that pending"],
  });
});

test("a browser test that passed only when repeated, and an error outside of any test, count as failed", () => {
  const spec = (status: string) => ({
    title: status,
    file: "a.spec.ts",
    tests: [{ status, results: [{ errors: [{ message: "why" }] }] }],
  });
  const inner = { specs: [spec("unexpected"), spec("flaky")] };
  const suites = [{ specs: [spec("expected"), spec("skipped")], suites: [inner] }];
  const { passed, failures, notRun } = playwrightCounts(report({ suites, errors: [{ message: "no server" }] }));
  expect({ passed, notRun }).toEqual({ passed: 1, notRun: ["skipped"] });
  expect(failures).toEqual([
    "a.spec.ts › unexpected\n    why",
    "a.spec.ts › flaky\n    why",
    expect.stringMatching(/outside of any test\n {4}no server$/),
  ]);
});

test("a check that failed is named", () => {
  const file = report([
    { name: "types", passed: true },
    { name: "lint", passed: false },
  ]);
  expect(checkCounts(file)).toEqual({ passed: 1, failures: ["check lint"], notRun: [] });
});

test("the closing line adds everything up and names skipped tests only when there are some", () => {
  const total = sum([
    { passed: 2, failures: [], notRun: [] },
    { passed: 1, failures: ["y"], notRun: ["x"] },
  ]);
  expect(closingLine(total)).toBe("3 passed, 1 failed, 1 skipped");
  expect(closingLine({ passed: 5, failures: [], notRun: [] })).toBe("5 passed, 0 failed");
});
