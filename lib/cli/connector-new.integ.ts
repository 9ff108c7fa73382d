import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compileCache } from "#lib/runtime/testing.ts";

const ROOT = join(import.meta.dirname, "../..");
/** What no copy needs: what was built, fetched or belongs to version control. */
const LEFT_OUT = /^(?:\.git|\.data|\.next.*|node_modules|coverage|reports|public)$/;
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "closeout-new-connector-"));
  for (const name of readdirSync(ROOT)) {
    if (LEFT_OUT.test(name)) continue;
    cpSync(join(ROOT, name), join(copy, name), { recursive: true, filter: (from) => !LEFT_OUT.test(basename(from)) });
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs Node in the copy to its end. */
function node(...args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [...args], {
    cwd: copy,
    env: { NODE_ENV: "test", NO_COLOR: "1", ...compileCache() },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      said += data;
    });
  }
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, said })));
}

const make = (...args: readonly string[]) => node("lib/cli/main.ts", "connector", "new", ...args);
const passed = { code: 0, said: expect.anything() };

test("a name that is taken or leads elsewhere is refused, and nothing is written", async () => {
  const registry = () => readFileSync(join(copy, "lib/connectors/registry.ts"), "utf8");
  const before = [registry(), readdirSync(join(copy, "lib/connectors/systems"))];
  for (const name of ["../x", "okta"]) expect((await make(name)).code).toBe(2);
  expect([registry(), readdirSync(join(copy, "lib/connectors/systems"))]).toEqual(before);
});

test("connectors made by the command pass format, lint, types, law and dead code as they stand, and are registered", async () => {
  for (const name of ["acme-desk", "x".repeat(30)]) {
    const { code, said } = await make(name);
    expect([code, said]).toEqual([0, expect.stringContaining(`- lib/connectors/systems/${name}/schema.ts:`)]);
  }
  expect((await make("acme-desk")).code).toBe(2);
  const tsconfig = {
    extends: "./tsconfig.json",
    include: ["lib/connectors/registry.ts", "lib/connectors/systems/a*/**/*.ts", "lib/connectors/systems/x*/**/*.ts"],
  };
  writeFileSync(join(copy, "tsconfig.new.json"), JSON.stringify(tsconfig));
  const biome = "node_modules/@biomejs/biome/bin/biome";
  const checks = [
    [biome, "check", "--error-on-warnings", "--vcs-enabled=false", "lib/connectors"],
    ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.new.json"],
    ["scripts/boundaries/check.mjs"],
    ["node_modules/knip/bin/knip.js"],
  ];
  for (const check of checks) expect(await node(...check), check.join(" ")).toEqual(passed);
  expect((await node("lib/cli/main.ts", "connector", "list")).said).toContain("acme-desk  Acme Desk\n");
}, 300_000);

test("its conformance suite runs against the replay it came with, and notices where what was not read is called closed", async () => {
  const folder = "lib/connectors/systems/acme-desk";
  if (!existsSync(join(copy, folder))) await make("acme-desk");
  const suite = ["node_modules/vitest/vitest.mjs", "run", "--project", "integ", `${folder}/conformance.integ.ts`];
  const first = await node(...suite);
  expect(first).toEqual({ code: 0, said: expect.stringMatching(/Tests.*5\d passed/) });
  const accounts = join(copy, folder, "accounts.ts");
  const blind = 'if (failure !== null) return { kind: "unreadable" };';
  const text = readFileSync(accounts, "utf8");
  expect(text).toContain(blind);
  writeFileSync(accounts, text.replace(blind, blind.replace('"unreadable"', '"seen", presence: "disabled"')));
  const second = await node(...suite);
  expect(second.code).toBe(1);
  expect(second.said).toContain("knows nothing after dropped");
}, 300_000);
