// Clones, by jscpd: node scripts/checks/clones.mjs [--report <folder>]. Its settings stand in .jscpd.json;
// it stops on a folder that is not there, and version control keeps no empty ones, so the folders are looked up here.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const { values } = parseArgs({ options: { report: { type: "string" } } });
const folders = ["app", "components", "lib", "db", "scripts", "bench", "e2e"].filter((name) =>
  fs.existsSync(path.join(root, name)),
);
const output = values.report === undefined ? [] : ["--reporters", "json", "--output", values.report];
const run = spawnSync(
  process.execPath,
  ["node_modules/jscpd/bin/jscpd", "--config", ".jscpd.json", ...output, ...folders],
  {
    cwd: root,
    encoding: "utf8",
  },
);
// The tool ends its report with advertisements.
const lines = `${run.stdout}${run.stderr}`.split("\n").filter((line) => !/^(?:💡|🎩|💖)/u.test(line));
console.log(lines.join("\n").trim());
process.exitCode = run.status ?? 1;
