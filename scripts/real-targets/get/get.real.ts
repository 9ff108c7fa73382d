import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { needNpm } from "./npm.mjs";
import { needPython } from "./python.mjs";

/** A registry out of reach is no defect of ours: the test is then not run, and says why. */
async function reached<T>(skip: (note: string) => unknown, got: Promise<T>): Promise<T> {
  return got.catch((error: Error) => {
    if (/out of reach|could not be reached/.test(error.message)) skip(error.message);
    throw error;
  });
}

it("installs from npm what a lock file names, once however many ask", async ({ skip }) => {
  const source = path.join(import.meta.dirname, "fixtures/ms");
  const [one, two] = await reached(skip, Promise.all([needNpm("ms", source), needNpm("ms", source)]));
  expect(one).toBe(two);
  const installed = JSON.parse(readFileSync(path.join(one, "node_modules/ms/package.json"), "utf8"));
  expect(installed.version).toBe("2.1.3");
});

it("installs from PyPI what a list of versions names, into a place of its own", async ({ skip }) => {
  const source = path.join(import.meta.dirname, "fixtures/six");
  const [one, two] = await reached(skip, Promise.all([needPython("six", source), needPython("six", source)]));
  expect(one).toBe(two);
  const said = execFileSync(path.join(one, "bin/python"), ["-c", "import six; print(six.__version__)"]);
  expect(`${said}`.trim()).toBe("1.17.0");
});
