import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const runner = path.join(path.dirname(fileURLToPath(import.meta.url)), "run.mjs");
const check = (...args: string[]) =>
  spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `process.exit(await (await import(${JSON.stringify(runner)})).runChecks(process.argv.slice(1)))`,
      ...args,
    ],
    {
      encoding: "utf8",
    },
  );

describe("npm run check", () => {
  it("writes what became of each check, with its time, for others to count", () => {
    const file = path.join(os.tmpdir(), `closeout-check-${process.pid}.json`);
    const { status, stdout } = check("--only", "purity", "--json", file);
    const [result] = JSON.parse(fs.readFileSync(file, "utf8"));
    fs.rmSync(file);
    expect(result).toMatchObject({ name: "purity of the core", passed: true });
    expect(result.ms).toBeGreaterThan(0);
    expect(stdout).toContain("1 checks passed, 0 failed");
    expect(status).toBe(0);
  });

  it("refuses to pass by running nothing", () => {
    const { status, stderr } = check("--only", "no such check");
    expect(status).not.toBe(0);
    expect(stderr).toContain("No check has");
  });
});
