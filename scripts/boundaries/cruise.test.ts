import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { cruiseTree } from "./cruise.mjs";

const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const rules = createRequire(import.meta.url)(path.join(home, "dependency-cruiser.cjs"));
const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true });
});

/** A small tree of code with the project's own packages and names. */
function tree(files: Readonly<Record<string, string>>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "closeout-cruise-"));
  made.push(root);
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  fs.copyFileSync(path.join(home, "package.json"), path.join(root, "package.json"));
  fs.symlinkSync(path.join(home, "node_modules"), path.join(root, "node_modules"));
  return root;
}

const LEGAL = {
  "lib/core/rule.ts": "export const rule = 1;",
  "db/queries/noun/read.ts": 'import { rule } from "../../../lib/core/rule.ts"; export const read = rule;',
  "lib/use-cases/noun/verb.ts": 'import { read } from "#db/queries/noun/read.ts"; export const verb = read;',
  "app/page.tsx":
    'import { verb } from "#lib/use-cases/noun/verb.ts"; import "./look.css"; export default () => <b>{verb}</b>;',
  "app/look.css": "b { color: red }",
  "app/api/openapi.json/route.ts": 'import { verb } from "#lib/use-cases/noun/verb.ts"; export const GET = () => verb;',
};

describe("the import law", () => {
  it("lets a tree pass that keeps it, across packages, styles, JSX and folders that look like files", async () => {
    const { violations, unread, modules } = await cruiseTree(tree(LEGAL), rules);
    expect({ violations, unread, modules }).toEqual({ violations: [], unread: [], modules: 5 });
  });

  it("sees through a name as well as through a path", async () => {
    const named = {
      ...LEGAL,
      "lib/core/peek.ts": 'export type Read = typeof import("#db/queries/noun/read.ts").read;',
    };
    const { violations } = await cruiseTree(tree(named), rules);
    expect(violations).toContainEqual({
      rule: "core-is-pure",
      from: "lib/core/peek.ts",
      to: "db/queries/noun/read.ts",
    });
  });

  it("fails on a tracked file that was not read", async () => {
    const root = tree(LEGAL);
    const git = (...args: string[]) => execFileSync("git", args, { cwd: root });
    git("init", "-q");
    // A folder that the walk leaves out, but that somebody has put under version control.
    fs.mkdirSync(path.join(root, "lib/reports"));
    fs.writeFileSync(path.join(root, "lib/reports/hidden.ts"), 'import "#db/queries/noun/read.ts";');
    git("add", "-f", "lib", "app", "db");
    expect((await cruiseTree(root, rules)).unread).toEqual(["lib/reports/hidden.ts"]);
  });

  it("stops at a file that cannot be parsed", async () => {
    await expect(cruiseTree(tree({ ...LEGAL, "lib/core/broken.ts": "export const = 1;" }), rules)).rejects.toThrow(
      "lib/core/broken.ts cannot be parsed",
    );
  });
});
