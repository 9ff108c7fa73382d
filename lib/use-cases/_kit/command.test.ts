import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const fixture = join(import.meta.dirname, "fixtures/without-evidence.ts");

/** Compiles one text in the place of the fixture, under the project's own settings. */
function compile(text: string): { readonly status: number | null; readonly output: string } {
  const folder = mkdtempSync(join(root, "lib/use-cases/_kit/fixtures/.compile-"));
  try {
    writeFileSync(join(folder, "case.ts"), text.replace("../command.ts", "../../command.ts"));
    const config = {
      extends: join(root, "tsconfig.json"),
      compilerOptions: { incremental: false, plugins: [], types: ["node"] },
      include: ["case.ts"],
      exclude: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], {
      encoding: "utf8",
    });
    return { status: tsc.status, output: tsc.stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("a command that could leave no evidence, or refuse for no reason, does not compile", () => {
  const text = readFileSync(fixture, "utf8");
  const kept = compile(text);
  expect(kept.output).toBe("");
  expect(kept.status).toBe(0);
  const directives = text.match(/@ts-expect-error/g) ?? [];
  const bare = compile(text.replaceAll("@ts-expect-error", ""));
  expect(bare.status).not.toBe(0);
  expect(bare.output.match(/error TS/g)).toHaveLength(directives.length);
}, 60_000);
