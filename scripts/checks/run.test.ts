import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runChecks } from "./run.mjs";

describe("npm run check", () => {
  it("writes what became of each check, with its time, for others to count", async () => {
    const file = path.join(os.tmpdir(), `closeout-check-${process.pid}.json`);
    expect(await runChecks(["--only", "purity", "--json", file])).toBe(0);
    const [result] = JSON.parse(fs.readFileSync(file, "utf8"));
    fs.rmSync(file);
    expect(result).toMatchObject({ name: "purity of the core", passed: true });
    expect(result.ms).toBeGreaterThan(0);
  });

  it("refuses to pass by running nothing", async () => {
    await expect(runChecks(["--only", "no such check"])).rejects.toThrow("No check has");
  });
});
